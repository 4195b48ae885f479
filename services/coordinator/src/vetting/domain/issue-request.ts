import { canonicalJson, invariant, requestIdOf, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import { isAsked, type Policy } from '@lianshen/contracts/policy';
import { dueAt, type Due, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { CaseEventOf } from './case-event.js';
import type { CaseState } from './case-state.js';
import { factsOf } from './facts-of.js';
import { requestEnvelope } from './request-envelope.js';
import { approversMinOf, rulesFor } from './request-rules.js';
import { dueAfterPause } from './send-supplement.js';

/** What asking an agency takes besides the case. */
export interface Asking {
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
  /** 128 random bits for each agency that may be asked, base64url. */
  readonly nonces: Readonly<Record<AgencyId, string>>;
  /** Who answers for agencies that were merged into another. */
  readonly successors: Readonly<Record<AgencyId, AgencyId>>;
  /** SHA-256 of a text's UTF-8 bytes, base64url. */
  readonly sha256: (text: string) => string;
}

const DAY_MS = 86_400_000;

/** The agencies of the policy that are asked in a case of these facts. */
export const askedIn = (state: CaseState, policy: Policy): readonly AgencyId[] =>
  policy.agencies.filter((rules) => isAsked(rules, factsOf(state))).map(({ agency }) => agency);

/** One request for each agency that answers for one of the shares: those of agencies that were merged go together. */
export function issueRequests(state: CaseState, shares: readonly AgencyId[], asking: Asking, now: Instant): AskEvent[] {
  const byRecipient = new Map<AgencyId, AgencyId[]>();
  for (const share of shares) {
    const recipient = asking.successors[share] ?? share;
    byRecipient.set(recipient, [...(byRecipient.get(recipient) ?? []), share]);
  }
  return [...byRecipient].flatMap(([agency, answersFor]) => askFor(state, agency, answersFor, asking, now));
}

type AskEvent = CaseEventOf<'RequestRecalled'> | CaseEventOf<'RequestIssued'>;

/**
 * Asks an agency for shares. Where it is asked already and has not answered, both questions become one request, so that it
 * never has two; what it has answered stays, and it is asked for the new shares alone.
 * @param kept a deadline that the shares bring along: nothing is put off by it. Else there is time for what is added.
 */
export function askFor(state: CaseState, agency: AgencyId, answersFor: readonly AgencyId[], asking: Asking, now: Instant, kept?: Due): AskEvent[] {
  const due = kept ?? dueOf(answersFor, asking, now);
  const asked = state.requests[agency];
  if (asked?.status !== 'open') return [issueRequest(state, agency, answersFor, asking, now, due)];
  const own = dueAfterPause(asked, now, asking.policy, asking.calendar);
  const joined = own.dueAt < due.dueAt === (kept !== undefined) ? own : due;
  return [
    { type: 'RequestRecalled', data: { agency, requestId: asked.requestId } },
    issueRequest(state, agency, [...new Set([...asked.answersFor, ...answersFor])], asking, now, joined),
  ];
}

/**
 * The next request to an agency in this case.
 * @throws Defect without a nonce for the agency, or once the person's key is destroyed.
 */
function issueRequest(state: CaseState, agency: AgencyId, answersFor: readonly AgencyId[], asking: Asking, now: Instant, due: Due): CaseEventOf<'RequestIssued'> {
  const { policy, nonces, sha256 } = asking;
  const nonce = nonces[agency];
  invariant(nonce && state.candidate, 'vetting: no nonce or no candidate to ask about');
  const round = (state.requests[agency]?.round ?? 0) + 1;
  const { dueAt: until, provisional } = due;
  const request = {
    requestId: requestIdOf(state.caseId, agency, round),
    agency,
    round,
    nonce,
    issuedAt: now,
    dueAt: until,
    deadlineVersion: 1,
    approversMin: approversMinOf(rulesFor(policy, answersFor)),
    destroyAfter: now + policy.retentionDays * DAY_MS,
  };
  const requestHash = sha256(canonicalJson(requestEnvelope(state.caseId, { ...request, answersFor }, state.candidate, policy)));
  const own = answersFor.length === 1 && answersFor[0] === agency;
  return { type: 'RequestIssued', data: { ...request, provisional, requestHash, ...(own ? {} : { answersFor: [...answersFor] }) } };
}

/** The latest of the shares' deadlines, counted from now. */
function dueOf(answersFor: readonly AgencyId[], { policy, calendar }: Pick<Asking, 'policy' | 'calendar'>, now: Instant): Due {
  const each = rulesFor(policy, answersFor).map(({ within }) => dueAt(now, within, calendar));
  return each.reduce((latest, due) => (due.dueAt > latest.dueAt ? due : latest));
}
