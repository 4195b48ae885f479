import { canonicalJson, invariant, requestIdOf, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import { isAsked, type Policy } from '@lianshen/contracts/policy';
import type { WorkingCalendar } from '@lianshen/contracts/working-time';
import type { CaseEventOf, MovedFrom } from './case-event.js';
import { isPending, isQuestioned, type CaseState } from './case-state.js';
import { latestDue, type CountedDue, type IssuedDue } from './counted-due.js';
import { factsOf } from './facts-of.js';
import { leftDue } from './left-due.js';
import { planOf } from './reminder-plan.js';
import { requestEnvelope } from './request-envelope.js';
import { hasExpired } from './clear-case.js';
import { approversMinOf, rulesFor } from './request-rules.js';
import { dueAfterPause } from './send-supplement.js';
import { hasOpenFlag, sharesOf } from './shares.js';
import type { VettingRequest } from './vetting-request.js';

/** What asking an agency takes besides the case. */
export interface Asking {
  readonly policy: Policy;
  /** By which an agency's time limits are counted. */
  readonly calendarOf: (agency: AgencyId) => WorkingCalendar;
  /** 128 random bits for each agency that may be asked, base64url. */
  readonly nonces: Readonly<Record<AgencyId, string>>;
  /** Who answers for agencies that were merged into another. */
  readonly successors: Readonly<Record<AgencyId, AgencyId>>;
  /** Agencies that nothing goes to for now. */
  readonly suspended: readonly AgencyId[];
  /** SHA-256 of a text's UTF-8 bytes, base64url. */
  readonly sha256: (text: string) => string;
}

const DAY_MS = 86_400_000;

/** The agencies of the policy that are asked in a case of these facts. */
export const askedIn = (state: CaseState, policy: Policy): readonly AgencyId[] =>
  policy.agencies.filter((rules) => isAsked(rules, factsOf(state))).map(({ agency }) => agency);

/**
 * One request for each agency that answers for one of the shares: those of agencies that were merged go together. The share
 * of one whose successor has said that it does not answer in this case is withheld: a person decides.
 * @param onlyWhatIsLeft of the time of those whose requests a halt has taken back; else each has its full limit.
 */
export function issueRequests(state: CaseState, shares: readonly AgencyId[], asking: Asking, now: Instant, { onlyWhatIsLeft = false }: { readonly onlyWhatIsLeft?: boolean } = {}): AskEvent[] {
  const byRecipient = new Map<AgencyId, AgencyId[]>();
  for (const share of shares) {
    const successor = asking.successors[share];
    const recipient = successor === undefined || state.requests[successor]?.status === 'declined' ? share : successor;
    byRecipient.set(recipient, [...(byRecipient.get(recipient) ?? []), share]);
  }
  return [...byRecipient].flatMap(([agency, answersFor]) => {
    const former = state.requests[agency];
    // What is asked besides has to have its time.
    const isSame = onlyWhatIsLeft && former !== undefined && answersFor.every((share) => former.answersFor.includes(share));
    const left = isSame ? leftDue(former, asking.policy, asking.calendarOf(agency), now) : undefined;
    return askFor(state, agency, answersFor, asking, now, { left });
  });
}

type AskEvent = CaseEventOf<'RequestRecalled'> | CaseEventOf<'RequestIssued'> | CaseEventOf<'RequestWithheld'>;

/** What shares bring along that were with another agency before. */
export interface Brought {
  /** A deadline: nothing is put off by it. Else there is time for what is added. */
  readonly kept?: CountedDue | undefined;
  /** What was left of their time when the case was halted. */
  readonly left?: CountedDue | undefined;
  /** Where they were before a merger. */
  readonly movedFrom?: readonly MovedFrom[];
}

/**
 * Asks an agency for shares. Where it is asked already and has not answered, both questions become one request, so that it
 * never has two; what it has answered stays, and it is asked for the new shares alone. Nothing goes to an agency that is
 * suspended: its request is recorded and withheld, so that the case cannot clear without it and a person decides.
 */
export function askFor(state: CaseState, agency: AgencyId, answersFor: readonly AgencyId[], asking: Asking, now: Instant, { kept, left, movedFrom = [] }: Brought = {}): AskEvent[] {
  const newest = state.requests[agency];
  const asked = newest && isPending(newest) ? newest : undefined;
  const shares = asked ? [...new Set([...asked.answersFor, ...answersFor])] : answersFor;
  const renews = asked === undefined && answersFor.every((share) => isRenewed(state, share, agency, asking.policy, now));
  // What was withheld has not run: all of it has its time from now on.
  const due = dueOf(kept, left) ?? { ...latestDue(rulesFor(asking.policy, asked?.status === 'withheld' ? shares : answersFor), asking.calendarOf(agency), now, renews), by: 'limit' };
  const from = [...(asked?.movedFrom ?? []), ...movedFrom];
  const about = { answersFor: shares, renews, due: asked?.status === 'open' ? joinedDue(asked, due, kept !== undefined, asking, now) : due, movedFrom: from };
  const issued = issueRequest(state, agency, about, asking, now);
  const because = withheldBecause(agency, asking);
  return [
    ...(asked ? [{ type: 'RequestRecalled', data: { agency, requestId: asked.requestId } } as const] : []),
    issued,
    ...(because ? [{ type: 'RequestWithheld', data: { agency, requestId: issued.data.requestId, because } } as const] : []),
  ];
}

/** Whether an agency has answered for a share before and its answer has only grown old: then it is asked what is new. */
function isRenewed(state: CaseState, share: AgencyId, agency: AgencyId, policy: Policy, now: Instant): boolean {
  const answered = sharesOf(state).find(({ of }) => of === share);
  if (answered?.standing.agency !== agency || isQuestioned(answered.standing) || hasOpenFlag(answered.standing)) return false;
  return hasExpired(answered, policy, now);
}

function dueOf(kept: CountedDue | undefined, left: CountedDue | undefined): IssuedDue | undefined {
  if (kept) return { ...kept, by: 'kept' };
  return left && { ...left, by: 'left' };
}

/** Of two deadlines the earlier where one is kept, since a merger puts nothing off; else the later. */
function joinedDue(asked: VettingRequest, due: IssuedDue, isKept: boolean, { policy, calendarOf }: Asking, now: Instant): IssuedDue {
  const own = dueAfterPause(asked, now, policy, calendarOf(asked.agency));
  return own.dueAt < due.dueAt === isKept ? { ...own, by: 'kept' } : due;
}

function withheldBecause(agency: AgencyId, { successors, suspended }: Asking): CaseEventOf<'RequestWithheld'>['data']['because'] | undefined {
  if (successors[agency] !== undefined) return 'successor-declined';
  return suspended.includes(agency) ? 'suspended' : undefined;
}

/** What a request asks, and until when. */
interface Asked {
  readonly answersFor: readonly AgencyId[];
  readonly renews: boolean;
  readonly due: IssuedDue;
  readonly movedFrom: readonly MovedFrom[];
}

/**
 * The next request to an agency in this case.
 * @throws Defect without a nonce for the agency, or once the person's key is destroyed.
 */
function issueRequest(state: CaseState, agency: AgencyId, { answersFor, renews, due, movedFrom }: Asked, asking: Asking, now: Instant): CaseEventOf<'RequestIssued'> {
  const { policy, nonces, sha256 } = asking;
  const nonce = nonces[agency];
  invariant(nonce && state.candidate, 'vetting: no nonce or no candidate to ask about');
  const round = (state.requests[agency]?.round ?? 0) + 1;
  const { dueAt: until, provisional, counting, by: dueBy } = due;
  const request = {
    requestId: requestIdOf(state.caseId, agency, round),
    agency,
    round,
    nonce,
    issuedAt: now,
    dueAt: until,
    deadlineVersion: 1,
    ...(counting === undefined ? {} : { counting }),
    approversMin: approversMinOf(rulesFor(policy, answersFor)),
    destroyAfter: now + policy.retentionDays * DAY_MS,
    batch: state.batchId,
    ...(renews ? { renews: true as const } : {}),
  };
  const told = { ...request, provisional, dueBy };
  const requestHash = sha256(canonicalJson(requestEnvelope(state.caseId, { ...told, answersFor, movedFrom }, state.candidate, policy)));
  const own = answersFor.length === 1 && answersFor[0] === agency;
  const plan = planOf({ answersFor, from: now, dueAt: until, worked: 0 }, policy, asking.calendarOf(agency));
  return { type: 'RequestIssued', data: { ...told, requestHash, ...plan, ...(own ? {} : { answersFor: [...answersFor] }), ...(movedFrom.length === 0 ? {} : { movedFrom: [...movedFrom] }) } };
}
