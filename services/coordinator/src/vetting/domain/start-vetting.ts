import { canonicalJson, invariant, ok, refuse, requestIdOf, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { dueAt, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import type { CaseState } from './case-state.js';
import { policyAgencyOf, requestEnvelope } from './request-envelope.js';

export interface StartVetting {
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
  /** 128 random bits for each agency, base64url. */
  readonly nonces: Readonly<Record<AgencyId, string>>;
  /** SHA-256 of a text's UTF-8 bytes, base64url. */
  readonly sha256: (text: string) => string;
}

const DAY_MS = 86_400_000;

/** Sends out the first round: one request for each agency of the policy. Started already: nothing to do. */
export function startVetting(state: CaseState, command: StartVetting, now: Instant): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  if (state.status !== 'screening') return ok([]);
  const round = 1;
  const issued = command.policy.agencies.map(({ agency }) => issue(state, command, agency, round, now));
  return ok([{ type: 'VettingStarted', data: { round } }, ...issued]);
}

function issue(state: CaseState, command: StartVetting, agency: AgencyId, round: number, now: Instant): CaseEventOf<'RequestIssued'> {
  const { policy, calendar, nonces, sha256 } = command;
  const nonce = nonces[agency];
  const { within, approversMin } = policyAgencyOf(policy, agency);
  invariant(nonce && state.candidate, 'vetting: no nonce or no candidate to ask about');
  const due = dueAt(now, within, calendar);
  const request = {
    requestId: requestIdOf(state.caseId, agency, round),
    agency,
    round,
    nonce,
    issuedAt: now,
    dueAt: due.dueAt,
    deadlineVersion: 1,
    approversMin,
    destroyAfter: now + policy.retentionDays * DAY_MS,
  };
  const requestHash = sha256(canonicalJson(requestEnvelope(state.caseId, request, state.candidate, policy)));
  return { type: 'RequestIssued', data: { ...request, provisional: due.provisional, requestHash } };
}
