import { ok, refuse, toIso, type Instant, type Result } from '@lianshen/contracts/kernel';
import { addWorkingMinutes, boundedWorkingMinutes, officeMinutes } from '@lianshen/contracts/working-time';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import type { CountedBy } from './clock/counted-by.js';
import { decideExtension, type DecideExtension } from './decide-extension.js';
import { planAnew } from './reminder-plan.js';
import { rulesFor, strictestBound } from './request-rules.js';
import { dueAfterPause } from './send-supplement.js';
import type { VettingRequest } from './vetting-request.js';

/**
 * An officer decides as far as the policy goes: all extensions of a request together put off its due time by no more than
 * `extensionMax`, the shortest where several shares came together. Pauses do not count. Refused as `decideExtension`
 * refuses, and as `extension.beyond-policy` with the last moment (RFC 3339) that could be granted.
 */
export function decideExtensionWithin(state: CaseState, command: DecideExtension, counted: CountedBy, now: Instant): Result<CaseEvent[]> {
  const decided = decideExtension(state, command, now);
  const request = state.requests[command.agency];
  const { grantedUntil } = command;
  if (!decided.ok || decided.value.length === 0 || !request || grantedUntil === null) return decided;
  const { policy, calendarOf } = counted;
  const bounded = boundedBy(request, grantedUntil, counted, now);
  if (!bounded.ok) return bounded;
  const more = { ...bounded.value, ...planAnew(request, grantedUntil, now, policy, calendarOf(command.agency)) };
  return ok(decided.value.map((event) => (event.type === 'ExtensionDecided' ? { ...event, data: { ...event.data, ...more } } : event)));
}

/** What the extension gives, where the policy sets a bound. */
function boundedBy(request: VettingRequest, grantedUntil: Instant, counted: CountedBy, now: Instant): Result<{ readonly gives?: number }> {
  const bound = boundOf(request, counted);
  if (bound === undefined) return ok({});
  const calendar = counted.calendarOf(request.agency);
  const { dueAt } = dueAfterPause(request, now, counted.policy, calendar);
  const latest = addWorkingMinutes(dueAt, Math.max(0, bound - givenBy(request)), calendar).dueAt;
  if (grantedUntil > latest) return refuse('extension.beyond-policy', { latest: toIso(latest) });
  return ok({ gives: boundedWorkingMinutes(dueAt, grantedUntil, calendar) });
}

/** The working minutes that the policy lets extensions of a request give; undefined where it sets no bound. */
function boundOf({ agency, answersFor }: VettingRequest, { policy, calendarOf }: CountedBy): number | undefined {
  const most = strictestBound(rulesFor(policy, answersFor), 'extensionMax');
  return most && most.workingDays * officeMinutes(calendarOf(agency).office);
}

const givenBy = ({ extensions }: VettingRequest): number => extensions.reduce((sum, { decision }) => sum + (decision?.gives ?? 0), 0);
