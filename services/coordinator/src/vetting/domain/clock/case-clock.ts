import { invariant, type Instant, type RequestId } from '@lianshen/contracts/kernel';
import type { CaseEvent } from '../case-event.js';
import { allRequestsOf, NO_CASE, type CaseState } from '../case-state.js';
import { firstReviewStep, type ReminderStep } from '@lianshen/contracts/reminders';
import { evolve } from '../evolve.js';
import type { CaseClockEntry, Doer } from './clock-entry.js';
import type { CountedBy } from './counted-by.js';
import { deadlineAtStart } from './deadline-at-start.js';
import { extensionAsked, extensionDecided, type Moment, overdue, paused, pauseEnded, received, recounted, reminded, type RequestClock, resumed, startedClock, stopped } from './request-clock.js';

/** What was done to a case at once, when and by whom: an act of its ledger. */
export interface PastAct {
  readonly at: Instant;
  readonly actor: Doer;
  readonly events: readonly CaseEvent[];
}

/** The clocks of a case: that of the whole, and one for each request in the order in which they were issued. */
export interface CaseClock {
  readonly state: 'not-started' | 'running' | 'paused' | 'stopped';
  /** When somebody has to look at a halt or a suspension again. */
  readonly reviewAt: Instant | undefined;
  /** Who is told next that the review is due. */
  readonly nextReview: ReminderStep | undefined;
  /** When what was open as the case stopped is recalled. */
  readonly recallAt: Instant | undefined;
  /** Until when the joint conclusion holds. */
  readonly validUntil: Instant | undefined;
  readonly entries: readonly CaseClockEntry[];
  readonly requests: readonly RequestClock[];
}

const NOT_OPENED: CaseClock = { state: 'not-started', reviewAt: undefined, nextReview: undefined, recallAt: undefined, validUntil: undefined, entries: [], requests: [] };

/** Explains the clocks of a case from what its ledger says happened, and from nothing else. @throws Defect on an event of a request that was never issued. */
export function caseClockOf(acts: readonly PastAct[], counted: CountedBy): CaseClock {
  let [clock, state] = [NOT_OPENED, NO_CASE];
  for (const act of acts) {
    for (const event of act.events) {
      state = evolve(state, event, act.at);
      clock = moveOn(clock, event, act, counted);
      if (event.type === 'OfficerRecused') clock = withoutWaivers(clock, state, { at: act.at, by: act.actor });
    }
  }
  return clock;
}

/** What an officer had waived who is recused since is waived no more: the state says which. */
function withoutWaivers(clock: CaseClock, state: CaseState, moment: Moment): CaseClock {
  const recalled = new Set(allRequestsOf(state).flatMap(({ requestId, status }) => (status === 'recalled' ? [requestId] : [])));
  return { ...clock, requests: clock.requests.map((each) => (recalled.has(each.requestId) ? stopped(each, 'recalled', moment) : each)) };
}

/** Total over the events: a new one does not compile until it has its branch. */
function moveOn(clock: CaseClock, event: CaseEvent, act: PastAct, counted: CountedBy): CaseClock {
  const moment: Moment = { at: act.at, by: act.actor };
  switch (event.type) {
    case 'CaseOpened':
      return told(clock, moment, { kind: 'opened' });
    case 'VettingStarted':
      return told({ ...clock, state: 'running' }, moment, { kind: 'started' });
    case 'VettingResumed':
      return told({ ...clock, state: 'running', reviewAt: undefined, nextReview: undefined, recallAt: undefined, validUntil: undefined }, moment, { kind: 'resumed' });
    case 'CaseHalted':
    case 'ReviewOpened': {
      const { reviewAt, recallAt } = event.data;
      return told({ ...clock, state: 'paused', reviewAt, nextReview: firstReviewStep(reviewAt), recallAt, validUntil: undefined }, moment, { kind: event.type === 'CaseHalted' ? 'halted' : 'review-opened', until: reviewAt, recallAt });
    }
    case 'CaseSuspended':
      return told({ ...clock, state: 'paused', reviewAt: event.data.reviewAt, nextReview: firstReviewStep(event.data.reviewAt) }, moment, { kind: 'suspended', until: event.data.reviewAt });
    case 'CaseTerminated':
      return told({ ...clock, state: 'stopped', reviewAt: undefined, nextReview: undefined }, moment, { kind: 'terminated' });
    case 'CaseWithdrawn': {
      const { recallAt } = event.data;
      return told({ ...clock, state: 'stopped', reviewAt: undefined, nextReview: undefined, recallAt, validUntil: undefined }, moment, { kind: 'withdrawn', recallAt });
    }
    case 'CaseCleared':
      return told({ ...clock, state: 'stopped', validUntil: event.data.validUntil }, moment, { kind: 'cleared', until: event.data.validUntil });
    case 'ConclusionLapsed':
      return told({ ...clock, state: 'stopped', validUntil: undefined }, moment, { kind: 'lapsed' });
    case 'RequestIssued':
      return { ...clock, requests: [...clock.requests, startedClock(event, deadlineAtStart(event, act.events, counted), moment)] };
    case 'ReceiptRecorded':
      return ofRequest(clock, event.data.requestId, (each) => received(each, moment));
    case 'MoreAsked':
      return ofRequest(clock, event.data.requestId, (each) => paused(each, event, moment));
    case 'SupplementSent':
      return ofRequest(clock, event.data.requestId, (each) => resumed(each, event, moment, counted));
    case 'ExtensionAsked':
      return ofRequest(clock, event.data.requestId, (each) => extensionAsked(each, event, moment));
    case 'ExtensionDecided':
      return ofRequest(clock, event.data.requestId, (each) => extensionDecided(each, event, moment, counted));
    case 'RequestOverdue':
      return ofRequest(clock, event.data.requestId, (each) => overdue(each, event, moment));
    case 'PauseEnded':
      return ofRequest(clock, event.data.requestId, (each) => pauseEnded(each, event, moment, counted));
    case 'DeadlineRecounted':
      return ofRequest(clock, event.data.requestId, (each) => recounted(each, event, moment));
    case 'AgencyReminded':
    case 'OverdueEscalated':
      return ofRequest(clock, event.data.requestId, (each) => reminded(each, event.type === 'AgencyReminded' ? 'reminded' : 'escalated', event, moment));
    case 'ReviewEscalated': {
      const { step, at, tell, next } = event.data;
      return told({ ...clock, nextReview: next }, moment, { kind: 'review-escalated', step: { step, at, tell } });
    }
    case 'VerdictFiled':
    case 'RequestRecalled':
    case 'RequestDeclined':
    case 'RequestReassigned':
    case 'RequestWaived':
    case 'RequestWithheld':
      return ofRequest(clock, event.data.requestId, (each) => stopped(each, STOPPED_BY[event.type], moment));
    // None of these moves a clock by itself.
    case 'VerdictRejected':
    case 'FlagAdded':
    case 'FlagCorrected':
    case 'FlagClosed':
    case 'AdviceConsidered':
    case 'DecisionProposed':
    case 'DecisionConfirmed':
    case 'DecisionRefused':
    case 'SamePersonFound':
    case 'OtherCaseHolds':
    case 'OtherCaseReleased':
    case 'OtherCaseDisregarded':
    case 'ReReviewOpened':
    case 'OfficerRecused':
    case 'OfficerReadmitted':
    case 'PutOnAgenda':
      return clock;
  }
}

const STOPPED_BY = {
  VerdictFiled: 'answered',
  RequestRecalled: 'recalled',
  RequestDeclined: 'declined',
  RequestReassigned: 'reassigned',
  RequestWaived: 'waived',
  RequestWithheld: 'withheld',
} as const;

const told = (clock: CaseClock, moment: Moment, entry: Omit<CaseClockEntry, keyof Moment>): CaseClock => ({ ...clock, entries: [...clock.entries, { ...moment, ...entry }] });

function ofRequest(clock: CaseClock, requestId: RequestId, move: (clock: RequestClock) => RequestClock): CaseClock {
  invariant(clock.requests.some((each) => each.requestId === requestId), 'clock: an event of a request that was never issued');
  return { ...clock, requests: clock.requests.map((each) => (each.requestId === requestId ? move(each) : each)) };
}
