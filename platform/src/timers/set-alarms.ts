import type { Redis } from 'ioredis';

/** An alarm as it ought to be set. */
export interface DueAlarm {
  readonly id: string;
  /** Epoch ms. */
  readonly dueAt: number;
}

export interface WrongAlarms {
  readonly missing: readonly DueAlarm[];
  /** Set, and to another time. */
  readonly moved: readonly DueAlarm[];
}

/** BullMQ takes no colon in a job id; the ids of cases have none. */
const JOB_PREFIX = 'alarm-';
export const jobIdOf = (id: string): string => `${JOB_PREFIX}${id}`;

/** BullMQ keeps the millisecond of a delayed job in the upper bits of its score. */
const SCORES_A_MS = 0x1000;
/** Nobody sets an alarm to the millisecond: what it takes from counting the delay to storing it. */
const TOLERANCE_MS = 1_000;
/** An alarm whose handler failed waits so long at most until it is tried again. */
const RETRY_MS = 4_000;
const SCAN_COUNT = 1_000;

/** What is set in Redis, as BullMQ stores it; reads alone. */
export class SetAlarms {
  /** @param queueKey what BullMQ's keys of the queue begin with. @param now of the clock by which alarms are due; Redis has the machine's. */
  constructor(
    private readonly redis: Redis,
    private readonly queueKey: string,
    private readonly now: () => number,
  ) {}

  /** Which of these are not there, neither waiting nor ringing, and which are there at another time. @throws while Redis is away. */
  async findWrong(alarms: readonly DueAlarm[]): Promise<WrongAlarms> {
    if (alarms.length === 0) return { missing: [], moved: [] };
    const scores = await this.redis.zmscore(this.delayedKey, ...alarms.map(({ id }) => jobIdOf(id)));
    const waiting = alarms.flatMap((alarm, index) => (scores[index] === null ? [] : [{ alarm, ringsAt: Math.floor(Number(scores[index]) / SCORES_A_MS) }]));
    const absent = alarms.filter((_, index) => scores[index] === null);
    return { missing: await this.withoutJob(absent), moved: waiting.filter(({ alarm, ringsAt }) => this.isMoved(alarm, ringsAt)).map(({ alarm }) => alarm) };
  }

  /** The ids of the alarms that wait, in portions; one that is set or rings meanwhile may be left out, or come twice. */
  async *waitingIds(): AsyncGenerator<string[]> {
    for (let cursor = '0'; ; ) {
      const [next, found] = await this.redis.zscan(this.delayedKey, cursor, 'COUNT', SCAN_COUNT);
      yield found.filter((_, index) => index % 2 === 0).map((jobId) => jobId.slice(JOB_PREFIX.length));
      if (next === '0') return;
      cursor = next;
    }
  }

  /** What rings or waits for its turn is no longer among the delayed, and still a job. */
  private async withoutJob(alarms: readonly DueAlarm[]): Promise<DueAlarm[]> {
    if (alarms.length === 0) return [];
    const asked = this.redis.pipeline();
    for (const { id } of alarms) asked.exists(`${this.queueKey}:${jobIdOf(id)}`);
    const answers = (await asked.exec()) ?? [];
    const failed = answers.find(([error]) => error !== null)?.[0];
    if (failed) throw failed;
    return alarms.filter((_, index) => answers[index]?.[1] === 0);
  }

  private isMoved({ dueAt }: DueAlarm, ringsAt: number): boolean {
    const machineNow = Date.now();
    const expected = dueAt - this.now() + machineNow;
    return ringsAt < expected - TOLERANCE_MS || ringsAt > Math.max(expected, machineNow + RETRY_MS) + TOLERANCE_MS;
  }

  private get delayedKey(): string {
    return `${this.queueKey}:delayed`;
  }
}
