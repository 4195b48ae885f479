import type { Instant } from '@lianshen/contracts/kernel';
import { isRung } from '@lianshen/contracts/reminders';
import type { CaseEvent } from './case-event.js';
import { awaitsRecall, isAsking, isPaused, isRunning, nextDueAt, NO_CASE, requestsOf, type CaseState } from './case-state.js';
import { evolve } from './evolve.js';
import type { VettingRequest } from './vetting-request.js';

/** The cause by which an act of the alarm is known among those of a case. */
export const ALARM_CAUSE = 'alarm';

interface Awaited {
  readonly key: string;
  readonly dueAt: Instant;
}

/** Requests whose clock runs. */
const runningOf = (state: CaseState): readonly VettingRequest[] => (isAsking(state) ? requestsOf(state).filter(isRunning) : []);
const nameOf = ({ requestId, deadlineVersion }: VettingRequest): string => `${requestId}#${deadlineVersion}`;
const stepsOf = (state: CaseState, rungs: boolean): Awaited[] =>
  runningOf(state).flatMap((request) => request.plan.filter((step) => isRung(step) === rungs).map(({ step, at }) => ({ key: `${nameOf(request)}#${step}`, dueAt: at })));

/** What alarms are to record, an entry a kind: what of it a case awaits now. */
const AWAITED = {
  reminder: (state) => stepsOf(state, false),
  overdue: (state) => runningOf(state).filter(({ overdueAt }) => overdueAt === undefined).map((request) => ({ key: nameOf(request), dueAt: request.dueAt })),
  escalation: (state) => stepsOf(state, true),
  pause: (state) => (isAsking(state) ? requestsOf(state).filter(isPaused) : []).flatMap(({ requestId, waiting }) => (waiting?.until === undefined ? [] : [{ key: `${requestId}#pause#${waiting.since}`, dueAt: waiting.until }])),
  recall: (state) => (awaitsRecall(state) ? [{ key: `recall#${state.recallAt}`, dueAt: state.recallAt }] : []),
  review: ({ reviewAt, nextReview }) => (nextReview ? [{ key: `review#${reviewAt}#${nextReview.step}`, dueAt: nextReview.at }] : []),
} satisfies Record<string, (state: CaseState) => readonly Awaited[]>;

/** `other` is what a case's alarm is set to and no entry names. */
export type AlarmKind = keyof typeof AWAITED | 'other';
export const ALARM_KINDS: readonly AlarmKind[] = [...(Object.keys(AWAITED) as (keyof typeof AWAITED)[]), 'other'];

export interface AwaitedAlarm extends Awaited {
  readonly kind: AlarmKind;
}

/** Everything that an alarm is to record in a case as it is now, each with its time; the earliest is `nextDueAt`. */
export function awaitedAlarms(state: CaseState): readonly AwaitedAlarm[] {
  const next = nextDueAt(state);
  if (next === undefined) return [];
  const named = (Object.keys(AWAITED) as (keyof typeof AWAITED)[]).flatMap((kind) => AWAITED[kind](state).map(({ key, dueAt }): AwaitedAlarm => ({ kind, key, dueAt })));
  return named.some(({ dueAt }) => dueAt <= next) ? named : [{ kind: 'other', key: `other#${next}`, dueAt: next }, ...named];
}

/** Something that was due in a case and that nothing else had overtaken: its alarm had to record it. */
export interface AlarmMoment {
  readonly kind: AlarmKind;
  readonly dueAt: Instant;
  /** When the alarm recorded it; undefined where it never did. */
  readonly firedAt: Instant | undefined;
}

export interface AlarmRecord {
  readonly moments: readonly AlarmMoment[];
  /** Acts of the alarm that recorded something which was not, or no longer, to be recorded. */
  readonly unexpected: number;
}

export interface RecordedAct {
  readonly at: Instant;
  readonly cause: string;
  readonly events: readonly CaseEvent[];
}

/** From when until before when, and how long after its time an alarm may be overtaken by an answer without having missed it. */
export interface AlarmSpan {
  readonly from: Instant;
  readonly until: Instant;
  readonly graceMs: number;
}

interface Open extends AwaitedAlarm {
  /** When it became something to await. */
  readonly since: Instant;
}

/** What alarms had to record in a case within a span, from its whole history, and what they did record. */
export function alarmRecordOf(acts: readonly RecordedAct[], span: AlarmSpan): AlarmRecord {
  let [state, unexpected] = [NO_CASE, 0];
  let open: readonly Open[] = [];
  const moments: AlarmMoment[] = [];
  for (const act of acts) {
    state = act.events.reduce((before, event) => evolve(before, event, act.at), state);
    const awaited = awaitedAlarms(state);
    const closed = open.filter(({ key }) => awaited.every((each) => each.key !== key));
    moments.push(...closed.flatMap((each) => momentOf(each, act, span)));
    if (act.cause === ALARM_CAUSE && isWithin(act.at, span) && !closed.some(({ dueAt }) => dueAt <= act.at)) unexpected++;
    open = awaited.map((each) => open.find(({ key }) => key === each.key) ?? { ...each, since: act.at });
  }
  moments.push(...open.flatMap((each) => momentOf(each, undefined, span)));
  return { moments, unexpected };
}

/** @param act by which it was awaited no longer. What was over before its time, or soon after it without the alarm, was no longer due. */
function momentOf({ kind, dueAt, since }: Open, act: RecordedAct | undefined, span: AlarmSpan): AlarmMoment[] {
  const at = Math.max(dueAt, since);
  if (!isWithin(at, span) || (act && act.at < at)) return [];
  const byAlarm = act?.cause === ALARM_CAUSE;
  if (act && !byAlarm && act.at <= at + span.graceMs) return [];
  return [{ kind, dueAt: at, firedAt: byAlarm ? act.at : undefined }];
}

const isWithin = (at: Instant, { from, until }: AlarmSpan): boolean => at >= from && at < until;
