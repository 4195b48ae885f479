import { COORDINATOR, ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { awaitsRecall, isAsking, type CaseState } from './case-state.js';
import type { CountedBy } from './clock/counted-by.js';
import { escalateReview } from './escalate-review.js';
import { evolve } from './evolve.js';
import { endPauses } from './pause-bound.js';
import { recallOpen } from './recall-open.js';
import { remindAndMark } from './remind.js';

/**
 * Does what has become due in a case: the longest pauses end, agencies are reminded, due times that have passed are marked,
 * ladders climb, what a stop has left open is recalled at its beat, and the review of a halt is called for. Nothing is decided
 * by it, and silence is no consent. An alarm carries nothing of its own: what is due is asked of the case, so one that was
 * early, or set for a time that has moved since, is refused as `deadline.not-reached`. Nobody is asked and nothing is to be
 * reviewed: nothing to do.
 */
export function answerAlarm(state: CaseState, counted: CountedBy, now: Instant): Result<CaseEvent[]> {
  const isAtBeat = awaitsRecall(state) && state.recallAt <= now;
  // An alarm that comes late: what had passed before the beat is on record as it would be with one in time.
  const events = isAsking(state) ? whatAgenciesAreTold(state, counted, isAtBeat ? state.recallAt : now) : [];
  if (isAtBeat) events.push(...recallOpen(state));
  events.push(...escalateReview(state, counted.policy, counted.calendarOf(COORDINATOR), now));
  if (events.length > 0) return ok(events);
  return isAsking(state) || state.nextReview ? refuse('deadline.not-reached') : ok([]);
}

/** The clock of a pause that has ended runs on, and it may be late already. */
function whatAgenciesAreTold(state: CaseState, counted: CountedBy, now: Instant): CaseEvent[] {
  const ended = endPauses(state, counted, now);
  return [...ended, ...remindAndMark(ended.reduce((after, event) => evolve(after, event, now), state), now)];
}
