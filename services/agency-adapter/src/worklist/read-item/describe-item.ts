import { LEGAL_BASES, type LegalBasisId, type WorkItemView } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import { statusOf } from '../../views/work-item.model.js';
import type { ItemEvent, ItemState, Submission } from '../domain/index.js';
import { describeItemClock } from './describe-item-clock.js';
import type { ItemNow } from './item-now.js';

const BASES = Object.entries(LEGAL_BASES).map(([id, title]) => ({ id: id as LegalBasisId, title }));

/** A correction that waits for approval is not late: its first version was in time or is marked already. */
const UNANSWERED: ReadonlySet<string> = new Set(['open', 'waiting']);

/** Whether the due time has passed without an answer. */
export const isOverdue = (status: string, dueAt: number | undefined, now: number): boolean =>
  dueAt !== undefined && dueAt < now && UNANSWERED.has(status);

/** An item for the agency's own staff. @param now epoch ms. */
export function describeItem({ requestId, state, acts, request, draft }: ItemNow, lookUp: Pick<WorkItemView, 'lookUp' | 'proposal'>, now: number): WorkItemView {
  const { claim, submission, returned, verdict, declined, rejectedCode } = state;
  const status = statusOf(state);
  return {
    requestId,
    caseId: state.caseId,
    status,
    receivedAt: iso(state.receivedAt),
    dueAt: iso(state.dueAt),
    provisional: state.provisional,
    formerDueAt: iso(state.moved?.formerDueAt),
    overdue: isOverdue(state.status, state.dueAt, now),
    request: request ?? null,
    claim: claim ? { by: claim.by, name: claim.name, since: toIso(claim.since) } : null,
    draft: draft ? { form: draft.form, savedAt: toIso(draft.savedAt), savedBy: draft.savedBy } : null,
    submission: submission ? describeSubmission(submission, state.approversMin) : null,
    returned: returned ? { ...returned } : null,
    ...lookUp,
    drawn: describeDrawn(state),
    bases: BASES,
    ...describeExchange(state),
    clock: describeItemClock(acts, request, now),
    recusals: state.recused.map(({ person, at, needs, substituted }) => ({ person, since: toIso(at), needs: needs ?? null, substitutedAt: iso(substituted?.at), substitute: substituted?.by ?? null })),
    reReviewOf: state.reReview?.number ?? null,
    declined: declined?.kind === 'out-of-scope' || declined?.kind === 'recused' ? declined.kind : null,
    verdict: verdict ? { version: verdict.version, code: verdict.code, signedAt: toIso(verdict.signedAt) } : null,
    rejectedCode: rejectedCode ?? null,
    history: acts.flatMap(({ at, actor, events }) => events.map((event) => ({ at: toIso(at), event: event.type, by: { kind: actor.kind, id: actor.id }, ...numberOf(event) }))),
  };
}

const describeSubmission = ({ number, submittedAt, clerk, answer, approvers }: Submission, approversMin: number): WorkItemView['submission'] => ({
  number,
  submittedAt: toIso(submittedAt),
  by: clerk.id,
  name: clerk.name,
  answer: answer ?? null,
  approvals: approvers.map(({ id, name, onBehalfOf }) => ({ by: id, name, onBehalfOf: onBehalfOf?.name ?? null })),
  approversMin,
});

const describeDrawn = ({ drawn }: ItemState): WorkItemView['drawn'] =>
  drawn
    ? { standingOrder: drawn.standingOrder, oneIn: drawn.oneIn, drawnAt: toIso(drawn.drawnAt), agrees: drawn.compared?.agrees ?? null, sameWording: drawn.compared?.sameWording ?? null }
    : null;

/** What went to and fro between the agency and the coordinator. */
function describeExchange({ status, questions, supplements, extensions }: ItemState): Pick<WorkItemView, 'question' | 'supplements' | 'extensions'> {
  const question = status === 'waiting' ? questions.at(-1) : undefined;
  return {
    question: question ? { number: question.number, text: question.text, askedAt: toIso(question.signedAt) } : null,
    supplements: supplements.map(({ number, text, receivedAt }) => ({ number, text, receivedAt: toIso(receivedAt) })),
    extensions: extensions.map(({ number, until, grantedUntil }) => ({ number, until: iso(until), decided: grantedUntil !== undefined, grantedUntil: iso(grantedUntil ?? undefined) })),
  };
}

function numberOf({ data }: ItemEvent): { readonly number?: number } {
  if ('submission' in data) return { number: data.submission };
  if ('version' in data) return { number: data.version };
  return 'number' in data ? { number: data.number } : {};
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : toIso(at));
