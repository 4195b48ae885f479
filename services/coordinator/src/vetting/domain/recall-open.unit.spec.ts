import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from './case-event.js';
import { answerAlarm } from './answer-alarm.js';
import { aCase, aPolicy, CASE_ID, DAY, HOUR, MORNING, RECALL_BEAT_MS, typesOf, type CaseBuilder } from './case-builder.js';
import { awaitsRecall, nextDueAt } from './case-state.js';
import { evolve } from './evolve.js';
import { recallBeatAfter } from './recall-open.js';

const three = aPolicy({ court: {}, audit: {}, petitions: {} });
const started = aCase(three);
const SPREAD_MS = RECALL_BEAT_MS / 60;
const stops: readonly [name: string, stop: (on: CaseBuilder) => CaseBuilder][] = [
  ['a halt', (on) => on.answered('court', 'OBJECT')],
  ['a withdrawal', (on) => on.answered('court').withdrawn()],
];
const statusesOf = ({ state }: CaseBuilder) => Object.values(state.requests).map(({ agency, status }) => `${agency} ${status}`);
/** What is left of a case that asks nobody is the review of its halt. */
const quiet = ({ state }: CaseBuilder): string[] => (state.reviewAt === undefined ? [] : ['refused: deadline.not-reached']);
const alarmOf = (on: CaseBuilder) => typesOf(on.ring());

describe('the beat of the recalls', () => {
  it('is the same for every moment of its span, and is between one and two spans away', () => {
    const beats = [0, 1, RECALL_BEAT_MS / 2, RECALL_BEAT_MS - 1].map((ms) => recallBeatAfter(CASE_ID, MORNING + ms, RECALL_BEAT_MS));
    expect(new Set(beats).size).toBe(1);
    expect(beats[0]).toBeGreaterThanOrEqual(MORNING + 2 * RECALL_BEAT_MS);
    expect(beats[0]).toBeLessThan(MORNING + 2 * RECALL_BEAT_MS + SPREAD_MS);
    expect(recallBeatAfter(CASE_ID, MORNING + RECALL_BEAT_MS, RECALL_BEAT_MS)).toBe((beats[0] ?? 0) + RECALL_BEAT_MS);
  });

  it('has a place for each case that follows from its id alone', () => {
    const places = ['00000000', '00000001', 'ffffffff'].map((head) => recallBeatAfter(`${head}${CASE_ID.slice(8)}`, MORNING, RECALL_BEAT_MS) - MORNING - 2 * RECALL_BEAT_MS);
    expect(places).toEqual([0, 1, 0xffffffff % SPREAD_MS]);
  });

  it('of a few milliseconds has one place', () => {
    expect(recallBeatAfter(CASE_ID, 1_001, 10)).toBe(1_020);
  });
});

describe.each(stops)('%s', (_, stop) => {
  const stopped = stop(started);

  it('leaves what is open with its agencies until the beat, and recalls all of it then, once', () => {
    expect(statusesOf(stopped)).toEqual(['court answered', 'audit open', 'petitions open']);
    expect(nextDueAt(stopped.state)).toBe(stopped.state.recallAt);
    const early = stopped.later((stopped.state.recallAt ?? 0) - 1 - stopped.now);
    expect(alarmOf(early)).toEqual(['refused: deadline.not-reached']);
    expect(alarmOf(early.later(1))).toEqual(['RequestRecalled', 'RequestRecalled']);
    const recalled = stopped.recalled();
    expect(statusesOf(recalled)).toEqual(['court answered', 'audit recalled', 'petitions recalled']);
    expect(alarmOf(recalled)).toEqual(quiet(recalled));
    expect(nextDueAt(recalled.state)).toBe(recalled.state.reviewAt);
  });

  it('takes in what agencies say before the beat as if it had not been', () => {
    const on = stopped.asked('audit').wantsTime('petitions', MORNING + 20 * DAY);
    expect(on.state.requests).toMatchObject({ audit: { waiting: { question: 1 } }, petitions: { extensions: [{ number: 1 }] } });
    const answered = on.supplied('audit').decided('petitions', MORNING + 20 * DAY).answered('audit');
    expect(answered.state.requests).toMatchObject({ audit: { status: 'answered', verdict: { afterHalt: true } }, petitions: { dueAt: MORNING + 20 * DAY } });
    expect(statusesOf(answered.declined('petitions').recalled())).toEqual(['court answered', 'audit answered', 'petitions declined']);
  });

  it('asks nobody back who has answered before the beat, and has no alarm where nobody is left', () => {
    const all = stopped.answered('audit').answered('petitions');
    expect(awaitsRecall(all.state)).toBe(false);
    expect(nextDueAt(all.state)).toBe(all.state.reviewAt);
    expect(alarmOf(all.later(DAY))).toEqual(quiet(all));
  });

  it('marks a deadline that passes before the beat, also where the alarm comes late, and none after it', () => {
    const limit = (ms: number) => aPolicy({ court: {}, audit: { within: { minutes: ms / 60_000 } }, petitions: {} });
    expect(alarmOf(stop(aCase(limit(RECALL_BEAT_MS))).later(DAY))).toEqual(['RequestOverdue', 'RequestRecalled', 'RequestRecalled']);
    expect(alarmOf(stop(aCase(limit(4 * RECALL_BEAT_MS))).later(DAY))).toEqual(['RequestRecalled', 'RequestRecalled']);
    const marked = stop(aCase(limit(RECALL_BEAT_MS))).later(RECALL_BEAT_MS).rung();
    expect(marked.state.requests['audit']?.overdueAt).toBe(marked.now);
    expect(nextDueAt(marked.state)).toBe(marked.state.recallAt);
  });

  it('moves what a merged agency was asked to its successor until the beat, and not after it', () => {
    const moved = stopped.merged({ audit: 'tax' });
    expect(statusesOf(moved)).toEqual(['court answered', 'audit reassigned', 'petitions open', 'tax open']);
    expect(statusesOf(moved.recalled())).toEqual(['court answered', 'audit reassigned', 'petitions recalled', 'tax recalled']);
    const late = stopped.later(HOUR);
    expect(statusesOf(late.merged({ audit: 'tax' }))).toEqual(statusesOf(late));
  });
});

describe('a case that goes on before the beat', () => {
  const halted = started.answered('court', 'OBJECT');

  it('recalls nobody and asks nobody anew who still has its request', () => {
    const resumed = halted.answered('court', 'CLEAR', { version: 2 }).resumed();
    expect(resumed.state).toMatchObject({ status: 'vetting', recallAt: undefined });
    expect(statusesOf(resumed)).toEqual(['court answered', 'audit open', 'petitions open']);
    expect(alarmOf(resumed.later(HOUR))).toEqual(['refused: deadline.not-reached']);
    expect(statusesOf(started.withdrawn().decidedTogether({ kind: 'reopen' }))).toEqual(['court open', 'audit open', 'petitions open']);
  });

  it('has a beat of its own when it stops again', () => {
    const again = halted.answered('court', 'CLEAR', { version: 2 }).resumed().later(HOUR).answered('audit', 'OBJECT');
    expect(again.state.recallAt).toBe(recallBeatAfter(CASE_ID, again.now, RECALL_BEAT_MS));
  });
});

describe('a case that stops', () => {
  const halted = started.answered('court', 'OBJECT');

  it('keeps its beat when people withdraw, suspend or terminate it before', () => {
    const later = halted.later(RECALL_BEAT_MS);
    for (const on of [later.withdrawn(), later.decidedTogether({ kind: 'suspend', reviewAt: later.now + DAY }), later.decidedTogether({ kind: 'terminate' })]) {
      expect(on.state.recallAt).toBe(halted.state.recallAt);
      expect(statusesOf(on.recalled())).toEqual(['court answered', 'audit recalled', 'petitions recalled']);
    }
  });

  it('announces no recall where nothing is open', () => {
    expect(aCase().answered('audit').answered('court', 'OBJECT').state.recallAt).toBeUndefined();
    expect(halted.recalled().withdrawn().state.recallAt).toBeUndefined();
  });

  it('is folded from a ledger in which the recalls stand in the commit of the halt', () => {
    const old: CaseEvent[] = [
      { type: 'CaseHalted', data: { agency: 'court', reviewAt: MORNING + DAY } },
      ...['audit', 'petitions'].map((agency): CaseEvent => ({ type: 'RequestRecalled', data: { agency, requestId: started.requestId(agency) } })),
    ];
    const state = old.reduce((folded, event) => evolve(folded, event, MORNING), started.state);
    expect(state).toMatchObject({ status: 'halted', recallAt: undefined, requests: { audit: { status: 'recalled' } } });
    expect(nextDueAt(state)).toBe(MORNING + DAY);
    expect(typesOf(answerAlarm(state, aCase().asking(), MORNING + DAY))).toEqual(['ReviewEscalated']);
  });
});
