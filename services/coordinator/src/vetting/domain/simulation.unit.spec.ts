import { describe, expect, it } from '@jest/globals';
import { ok } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { evolve } from './evolve.js';
import { fileVerdict } from './file-verdict.js';
import { HUB, type HubUnderTest } from './simulation/hub-under-test.js';
import { describeFailure, simulate } from './simulation/simulate.js';

const { SIMULATION_SEED, SIMULATION_SCHEDULE } = process.env;
const seed = SIMULATION_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SIMULATION_SEED);
const schedules = SIMULATION_SCHEDULE === undefined ? 100_000 : 1;
const MUTANT_SCHEDULES_MAX = 5_000;

const print = (text: string) => process.stdout.write(`${text}\n`);

describe('the simulation', () => {
  it('finds no schedule in which a flag loses, an outcome comes twice or replay differs', () => {
    print(`simulation: SIMULATION_SEED=${seed}, ${schedules} schedules`);
    const report = simulate({ hub: HUB, seed, schedules, from: Number(SIMULATION_SCHEDULE ?? 0) });
    if (report.failure) print(describeFailure(report.failure));
    print(`simulation: ${report.commits} commits, ends ${JSON.stringify(report.ends)}`);
    expect(report.failure).toBeUndefined();
    expect(report.schedules).toBe(schedules);
  }, 120_000);

  it('reaches every end often, so that its silence means something', () => {
    const { ends, schedules: run, failure } = simulate({ hub: HUB, seed, schedules: 2_000 });
    expect(failure).toBeUndefined();
    expect(Object.keys(ends).sort()).toEqual(['cleared', 'halted', 'vetting']);
    for (const count of Object.values(ends)) expect(count).toBeGreaterThan(run / 50);
  });

  it('runs the same schedule the same way each time', () => {
    const broken = { ...HUB, optimisticLock: false };
    const [first, second] = [1, 2].map(() => simulate({ hub: broken, seed, schedules: MUTANT_SCHEDULES_MAX }));
    expect(first).toEqual(second);
  });
});

const without = (type: CaseEvent['type']): HubUnderTest['fileVerdict'] => (...args) => {
  const result = fileVerdict(...args);
  return result.ok ? ok(result.value.filter((event) => event.type !== type)) : result;
};

/** Each mutant breaks one rule on purpose. */
const MUTANTS: readonly [fault: string, hub: Partial<HubUnderTest>][] = [
  ['the fold forgets a flag', { evolve: (state, event, at) => (event.type === 'CaseHalted' ? state : evolve(state, event, at)) }],
  ['the fold forgets a further flag', { evolve: (state, event, at) => (event.type === 'FlagAdded' ? state : evolve(state, event, at)) }],
  ['a clear verdict lifts the halt', { evolve: (state, event, at) => ({ ...evolve(state, event, at), ...(event.type === 'FlagCorrected' ? { status: 'vetting' as const } : {}) }) }],
  ['a flag does not halt', { fileVerdict: without('CaseHalted') }],
  ['a halt recalls nothing', { fileVerdict: without('RequestRecalled') }],
  ['the last clear verdict does not conclude', { fileVerdict: without('CaseCleared') }],
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
    markOverdue: (state, now) => (state.status === 'vetting' ? ok([{ type: 'CaseCleared', data: { validUntil: now, verdictHashes: {} } }]) : ok([])),
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
  ['the fold depends on more than the events', {
    evolve: (() => {
      let calls = 0;
      return (state, event, at) => ({ ...evolve(state, event, at), row: ++calls });
    })(),
  }],
  ['two replicas append without looking', { optimisticLock: false }],
  ['time goes back with the clock', { timeHeld: false }],
  ['nobody publishes what a dead writer left', { takeOver: false }],
];

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
