import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { ok, type Result } from '@lianshen/contracts/kernel';
import { answerAlarm } from './answer-alarm.js';
import { DAY, RECALL_BEAT_MS } from './case-builder.js';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import { awaitsRecall } from './case-state.js';
import { confirmDecision } from './decide-together.js';
import { evolve } from './evolve.js';
import { fileVerdict } from './file-verdict.js';
import { moveMerged } from './move-merged.js';
import { noteOtherCase } from './note-other-case.js';
import { recallOpen } from './recall-open.js';
import { reassignRequest } from './reassign-request.js';
import { releaseWithheld } from './release-withheld.js';
import { sendSupplement } from './send-supplement.js';
import { withdrawCase } from './withdraw-case.js';
import { HUB, type HubUnderTest } from './simulation/hub-under-test.js';
import { describeFailure, simulate, type SimulationReport } from './simulation/simulate.js';

const { SIMULATION_SEED, SIMULATION_SCHEDULE } = process.env;
const seed = SIMULATION_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SIMULATION_SEED);
const schedules = SIMULATION_SCHEDULE === undefined ? 100_000 : 1;
/** A fault is found after some hundred schedules, the rarest after a thousand; the bound is far beyond. */
const MUTANT_SCHEDULES_MAX = 20_000;

const ENDS = ['cleared', 'halted', 'vetting', 'suspended', 'terminated', 'withdrawn', 'lapsed'] as const;

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Built code in threads of its own: inside Jest's context the same schedules take many times as long. */
function simulateInThread(from: number, count: number): Promise<SimulationReport> {
  const url = new URL('../../../dist/vetting/domain/simulation/', import.meta.url).href;
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { url, ...options } = workerData;
    Promise.all([import(url + 'simulate.js'), import(url + 'hub-under-test.js')])
      .then(([{ simulate }, { HUB }]) => parentPort.postMessage(simulate({ hub: HUB, ...options })));`;
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: { url, seed, from, schedules: count } });
    worker.once('message', resolve).once('error', reject);
  });
}

/** So many schedules are run at a time, on two threads: some twelve seconds of a machine that does nothing else. */
const PIECE = 10_000;
const first = Number(SIMULATION_SCHEDULE ?? 0);
const pieces = Array.from({ length: Math.ceil(schedules / PIECE) }, (_, index) => ({ from: first + index * PIECE, count: Math.min(PIECE, schedules - index * PIECE) }));

describe('the simulation', () => {
  const reports: SimulationReport[] = [];

  it.each(pieces)('finds no schedule from $from on in which a flag loses, an outcome comes twice or replay differs', async ({ from, count }) => {
    print(`simulation: SIMULATION_SEED=${seed}, ${count} schedules from ${from} on`);
    const half = Math.ceil(count / 2);
    const parts = count === 1 ? [simulateInThread(from, 1)] : [simulateInThread(from, half), simulateInThread(from + half, count - half)];
    const piece = await Promise.all(parts);
    reports.push(...piece);
    for (const { failure } of piece) if (failure) print(describeFailure(failure));
    expect(piece.flatMap(({ failure }) => failure ?? [])).toEqual([]);
  }, 120_000);

  it('ends each schedule, and reaches every end often, so that its silence means something', () => {
    const commits = reports.reduce((sum, report) => sum + report.commits, 0);
    const ends = ENDS.map((end) => reports.reduce((sum, report) => sum + (report.ends[end] ?? 0), 0));
    print(`simulation: ${commits} commits, ${ENDS.map((end, index) => `${ends[index]} ${end}`).join(', ')}`);
    expect(ends.reduce((sum, count) => sum + count, 0)).toBe(schedules);
    for (const count of schedules === 1 ? [] : ends) expect(count).toBeGreaterThan(schedules / 2_000);
  });

  it('runs the same schedule the same way each time', () => {
    const broken = { ...HUB, optimisticLock: false };
    const [first, second] = [1, 2].map(() => simulate({ hub: broken, seed, schedules: MUTANT_SCHEDULES_MAX }));
    expect(first).toEqual(second);
  });
});

/** The same decision without one kind of event. */
const without =
  <A extends readonly unknown[]>(decide: (...args: A) => Result<CaseEvent[]>, type: CaseEvent['type']) =>
  (...args: A): Result<CaseEvent[]> => {
    const result = decide(...args);
    return result.ok ? ok(result.value.filter((event) => event.type !== type)) : result;
  };

/** The same decision with one kind of event put differently. */
const changing =
  <A extends readonly unknown[], T extends CaseEvent['type']>(decide: (...args: A) => Result<CaseEvent[]>, type: T, change: (event: CaseEventOf<T>) => readonly CaseEvent[]) =>
  (...args: A): Result<CaseEvent[]> => {
    const result = decide(...args);
    return result.ok ? ok(result.value.flatMap((event) => (event.type === type ? change(event as CaseEventOf<T>) : [event]))) : result;
  };

const atRecall = (event: CaseEventOf<'CaseHalted'>, recallAt: number): CaseEvent => (event.data.recallAt === undefined ? event : { ...event, data: { ...event.data, recallAt } });
const earlierBy = (ms: number) => (event: CaseEventOf<'CaseHalted'>): CaseEvent[] => [atRecall(event, (event.data.recallAt ?? 0) - ms)];

/** Each mutant breaks one rule on purpose. */
const MUTANTS: readonly [fault: string, hub: Partial<HubUnderTest>][] = [
  ['the fold forgets a flag', { evolve: (state, event, at) => (event.type === 'CaseHalted' ? state : evolve(state, event, at)) }],
  ['a clear verdict lifts the halt', { evolve: (state, event, at) => ({ ...evolve(state, event, at), ...(event.type === 'FlagCorrected' ? { status: 'vetting' as const } : {}) }) }],
  ['the one who proposes can confirm', { confirmDecision: (state, command, now) => confirmDecision({ ...state, decisions: state.decisions.map((each) => ({ ...each, proposedBy: '' })) }, command, now) }],
  ['a halt is lifted over a flag', { confirmDecision: (state, command, now) => {
    const decision = state.decisions[command.number - 1];
    if (state.status !== 'halted' || decision?.status !== 'open' || decision.action.kind !== 'suspend' || decision.proposedBy === command.by) return confirmDecision(state, command, now);
    return ok([{ type: 'DecisionConfirmed', data: { number: command.number, by: command.by } }, { type: 'VettingResumed', data: { because: 'resumed' } }]);
  } }],
  ['a machine ends a case', { answerAlarm: (state, counted, now) => (state.status === 'halted' ? ok([{ type: 'CaseTerminated', data: { decision: 1 } }]) : answerAlarm(state, counted, now)) }],
  ['a withdrawal leaves requests open', { withdrawCase: changing(withdrawCase, 'CaseWithdrawn', (event) => [{ ...event, data: {} }]) }],
  ['a stop is forgotten before its beat', { evolve: (state, event, at) => ({ ...evolve(state, event, at), recallAt: undefined }) }],
  ['a halt recalls at its own moment', {
    fileVerdict: (state, command, now) => changing(fileVerdict, 'CaseHalted', (event) => [event, ...recallOpen(state).filter(({ data }) => data.agency !== command.agency)])(state, command, now),
  }],
  ['a halt is told by the next beat', { fileVerdict: changing(fileVerdict, 'CaseHalted', earlierBy(RECALL_BEAT_MS)) }],
  ['a halt is told so long after its moment', {
    fileVerdict: (state, command, now) => changing(fileVerdict, 'CaseHalted', (event) => [atRecall(event, now + RECALL_BEAT_MS)])(state, command, now),
  }],
  ['an alarm recalls before the beat', { answerAlarm: (state, counted, now) => answerAlarm({ ...state, recallAt: state.recallAt && now }, counted, now) }],
  ['a withdrawal puts off the recalls of a halt', {
    withdrawCase: (state, command, now) => (awaitsRecall(state) ? withdrawCase({ ...state, recallAt: undefined }, command, now + 2 * RECALL_BEAT_MS) : withdrawCase(state, command, now)),
  }],
  ['a beat recalls one request alone', { answerAlarm: changing(answerAlarm, 'RequestRecalled', (event) => (event.data.agency === 'court' ? [event] : [])) }],
  ['a share that was given to another agency is forgotten', { reassignRequest: without(reassignRequest, 'RequestIssued') }],
  ['what was asked of a merged agency is lost', { moveMerged: without(moveMerged, 'RequestIssued') }],
  ['a merged agency keeps its request', { moveMerged: without(moveMerged, 'RequestReassigned') }],
  ['a request that is withheld counts as answered', { evolve: (state, event, at) => {
    const after = evolve(state, event, at);
    const request = event.type === 'RequestWithheld' ? after.requests[event.data.agency] : undefined;
    return request ? { ...after, requests: { ...after.requests, [request.agency]: { ...request, status: 'answered', verdict: { ...SILENT_CONSENT, filedAt: at } } } } : after;
  } }],
  ['nobody is asked what was withheld', { releaseWithheld: without(releaseWithheld, 'RequestIssued') }],
  ['a correction of an earlier round counts for nothing', { evolve: (state, event, at) => (event.type === 'VerdictFiled' && state.earlierRequests.some(({ requestId }) => requestId === event.data.requestId) ? state : evolve(state, event, at)) }],
  ['advice clears without a word', { evolve: (state, event, at) => {
    const after = evolve(state, event, at);
    return event.type === 'VerdictFiled' && !event.data.blocking ? { ...after, considered: [...after.considered, { verdictHash: event.data.verdictHash, by: '', at, text: '' }] } : after;
  } }],
  ['a flag in another case of the person holds nothing', { evolve: (state, event, at) => (event.type === 'OtherCaseHolds' ? evolve(state, { ...event, type: 'OtherCaseReleased' }, at) : evolve(state, event, at)) }],
  ['what another case told earlier and comes late counts', { noteOtherCase: (state, command, now) => noteOtherCase({ ...state, otherCases: state.otherCases.map((each) => ({ ...each, seq: 0 })) }, command, now) }],
  ['a flag does not halt', { fileVerdict: without(fileVerdict, 'CaseHalted') }],
  ['a beat recalls nothing', { answerAlarm: without(answerAlarm, 'RequestRecalled') }],
  ['a successor is asked on although the agency before it has answered', { fileVerdict: without(fileVerdict, 'RequestRecalled') }],
  ['the last clear verdict does not conclude', { fileVerdict: without(fileVerdict, 'CaseCleared') }],
  ['a blocking flag counts as advice', {
    fileVerdict: (state, command, now) => fileVerdict(state, { ...command, policy: { ...command.policy, agencies: command.policy.agencies.map((each) => ({ ...each, blocks: [] })) } }, now),
  }],
  ['a clear verdict wins over the flag of another agency', {
    fileVerdict: (state, command, now) => {
      const result = fileVerdict(state, command, now);
      if (!result.ok || command.verdict.code !== 'CLEAR' || state.status !== 'halted' || result.value[0]?.type !== 'VerdictFiled') return result;
      return ok([...result.value, { type: 'CaseCleared', data: { validUntil: now, verdictHashes: {} } }]);
    },
  }],
  ['silence counts as consent', {
    answerAlarm: (state, _counted, now) => (state.status === 'vetting' ? ok([{ type: 'CaseCleared', data: { validUntil: now, verdictHashes: {} } }]) : ok([])),
  }],
  ['a verdict sent again is filed again', {
    fileVerdict: (state, command, now) => fileVerdict({ ...state, rejected: [], requests: forgetVerdicts(state.requests) }, command, now),
  }],
  ['a version that was replaced is told stale when it comes again', {
    fileVerdict: (state, command, now) => fileVerdict({ ...state, requests: forgetEarlier(state.requests) }, command, now),
  }],
  ['a rejection is forgotten', { evolve: (state, event, at) => (event.type === 'VerdictRejected' ? state : evolve(state, event, at)) }],
  ['the conclusion is signed while requests are open', {
    issueConclusion: (state, _policy, now) => (state.status === 'vetting' ? ok([{ type: 'CaseCleared', data: { validUntil: now, verdictHashes: {} } }]) : ok([])),
  }],
  ['a clock runs on while its agency waits for a supplement', {
    answerAlarm: (state, counted, now) => answerAlarm({ ...state, requests: mapRequests(state.requests, { waiting: undefined }) }, counted, now),
  }],
  ['a supplement is sent a second time for the same question', {
    sendSupplement: (state, command, now) => sendSupplement({ ...state, requests: mapRequests(state.requests, { supplements: [], waiting: { question: command.question, since: now, until: undefined, endedAt: undefined, text: '' } }) }, command, now),
  }],
  ['a verdict need not bind what was added to its request', {
    fileVerdict: (state, command, now) => {
      const { supplements = [] } = state.requests[command.agency] ?? {};
      return fileVerdict(state, { ...command, verdict: { ...command.verdict, supplementHashes: supplements.map(({ supplementHash }) => supplementHash) } }, now);
    },
  }],
  ['a deadline that was moved keeps the mark of the one before', {
    evolve: (state, event, at) => {
      const after = evolve(state, event, at);
      return event.type === 'ExtensionDecided' || event.type === 'SupplementSent' ? { ...after, requests: mapRequests(after.requests, { deadlineVersion: 1 }) } : after;
    },
  }],
  ['more time that is granted moves nothing', { evolve: (state, event, at) => (event.type === 'ExtensionDecided' ? state : evolve(state, event, at)) }],
  ['an agency that does not answer counts as clear', {
    evolve: (state, event, at) => {
      const after = evolve(state, event, at);
      const request = event.type === 'RequestDeclined' ? after.requests[event.data.agency] : undefined;
      return request ? { ...after, requests: { ...after.requests, [request.agency]: { ...request, status: 'answered', verdict: { ...SILENT_CONSENT, filedAt: at } } } } : after;
    },
  }],
  ['the fold depends on more than the events', {
    evolve: (() => {
      let calls = 0;
      return (state, event, at) => ({ ...evolve(state, event, at), row: ++calls });
    })(),
  }],
  ['a reminder that was sent stays on the plan', { evolve: (state, event, at) => (event.type === 'AgencyReminded' ? state : evolve(state, event, at)) }],
  ['a rung is climbed before its time', { answerAlarm: (state, counted, now) => answerAlarm(state, counted, now + DAY) }],
  ['a reminder is lost', { answerAlarm: without(answerAlarm, 'AgencyReminded') }],
  ['a pause that is over is not ended', { answerAlarm: without(answerAlarm, 'PauseEnded') }],
  ['a review that is due is called for again and again', { evolve: (state, event, at) => (event.type === 'ReviewEscalated' ? state : evolve(state, event, at)) }],
  ['two replicas append without looking', { optimisticLock: false }],
  ['time goes back with the clock', { timeHeld: false }],
  ['nobody publishes what a dead writer left', { takeOver: false }],
];

const SILENT_CONSENT = { version: 1, code: 'CLEAR', blocking: false, verdictHash: '', filing: 0, signedAt: 0, lateWorkingDays: 0, afterHalt: false, category: undefined } as const;

type Requests = Parameters<typeof fileVerdict>[0]['requests'];
const mapRequests = (requests: Requests, change: Partial<Requests[string]>): Requests =>
  Object.fromEntries(Object.entries(requests).map(([agency, request]) => [agency, { ...request, ...change }]));
const forgetVerdicts = (requests: Requests): Requests => mapRequests(requests, { verdict: undefined, earlierVerdicts: [] });
const forgetEarlier = (requests: Requests): Requests => mapRequests(requests, { earlierVerdicts: [] });

describe('the simulation finds the fault when', () => {
  it.each(MUTANTS)('%s', (_, broken) => {
    const { failure } = simulate({ hub: { ...HUB, ...broken }, seed, schedules: MUTANT_SCHEDULES_MAX });
    expect(failure?.rule).toEqual(expect.any(String));
    expect(failure?.rule).not.toBe('the failure does not come again');
  });
});
