import { FLAG_CODES } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import { aPolicy } from '../case-builder.js';
import type { HubUnderTest } from './hub-under-test.js';
import { Random, seedOf } from './random.js';
import { Schedule, type ScheduleEnd } from './schedule.js';

export interface SimulationOptions {
  readonly hub: HubUnderTest;
  readonly seed: number;
  readonly schedules: number;
  /** Where to begin: to run one schedule again alone. */
  readonly from?: number;
}

export interface SimulationFailure {
  readonly seed: number;
  readonly schedule: number;
  readonly rule: string;
  /** The shortest beginning of that schedule that still fails. */
  readonly trace: readonly string[];
}

export interface SimulationReport {
  readonly schedules: number;
  readonly commits: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly failure: SimulationFailure | undefined;
}

const POLICIES = 48;
const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions', 'tax'];
const STEPS_MAX = 1_000;

/** Runs schedules one after the other until one breaks a rule. */
export function simulate({ hub, seed, schedules, from = 0 }: SimulationOptions): SimulationReport {
  const policies = somePolicies(seed);
  const ends: Record<string, number> = {};
  let commits = 0;
  for (let schedule = from; schedule < from + schedules; schedule++) {
    const outcome = runOne(hub, policies, seed, schedule, STEPS_MAX);
    if (typeof outcome === 'string') return { schedules: schedule - from + 1, commits, ends, failure: shortest(hub, policies, seed, schedule) };
    ends[outcome.status] = (ends[outcome.status] ?? 0) + 1;
    commits += outcome.commits;
  }
  return { schedules, commits, ends, failure: undefined };
}

/** @returns how the schedule ended, or the rule that it broke. */
function runOne(hub: HubUnderTest, policies: readonly Policy[], seed: number, schedule: number, stepsMax: number, trace?: (line: string) => void): ScheduleEnd | string {
  const policy = policies[schedule % policies.length] as Policy;
  try {
    return new Schedule({ hub, policy, seed: seedOf(seed, schedule), stepsMax, ...(trace ? { trace } : {}) }).run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function shortest(hub: HubUnderTest, policies: readonly Policy[], seed: number, schedule: number): SimulationFailure {
  for (let stepsMax = 0; ; stepsMax++) {
    const trace: string[] = [];
    const outcome = runOne(hub, policies, seed, schedule, stepsMax, (line) => trace.push(line));
    if (typeof outcome === 'string') return { seed, schedule, rule: outcome, trace };
    if (stepsMax >= STEPS_MAX) return { seed, schedule, rule: 'the failure does not come again', trace: [] };
  }
}

const REMINDING: Partial<Policy> = {
  haltReviewDays: 1,
  reminders: [{ share: 50, mark: 'yellow' }, { share: 90, mark: 'red', tell: ['clerk', 'head'] }, { workingDaysBefore: 1 }],
  ladder: [{ workingDaysAfter: 0, tell: 'clerk' }, { workingDaysAfter: 1, tell: 'head' }, { workingDaysAfter: 2, tell: 'supervising-leader', again: { everyWorkingDays: 2, times: 2 } }],
};

function somePolicies(seed: number): Policy[] {
  const random = new Random(seed);
  return Array.from({ length: POLICIES }, (_, index) => {
    const count = 2 + Math.min(random.below(5), random.below(5)); // 2 to 6, small ones more often
    const agencies = AGENCIES.slice(0, count).map((agency) => {
      const blocks = random.chance(0.6) ? [...FLAG_CODES] : FLAG_CODES.filter(() => random.chance(0.6));
      const within = index % 12 === 0 ? { workingDays: random.between(1, 10) } : { minutes: random.between(30, 6_000) };
      const pause = random.chance(0.2) ? { pauseMax: { workingDays: random.between(1, 5) } } : {};
      return [agency, { blocks, within, validDays: random.between(1, 365), ...pause }] as const;
    });
    return aPolicy(Object.fromEntries(agencies), { conclusion: random.chance(0.6) ? 'automatic' : 'officer', ...(index % 3 === 0 ? REMINDING : {}) });
  });
}

/** What to print so that a person can run the failing schedule alone. */
export const describeFailure = ({ seed, schedule, rule, trace }: SimulationFailure): string =>
  [`broken: ${rule}`, `run it again: SIMULATION_SEED=${seed} SIMULATION_SCHEDULE=${schedule}`, ...trace.map((line) => `  ${line}`)].join('\n');
