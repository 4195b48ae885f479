import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import pLimit from 'p-limit';
import { Fault, type CaseId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG } from '@lianshen/platform/process';
import { type Log } from '@lianshen/platform/telemetry';
import { inPages, walkRows } from '@lianshen/platform/store';
import { CASE_ROW, type CaseRow, type CaseRows } from '../../views/case-row.model.js';
import { CaseStreams } from '../case-streams.js';
import { CountingTime } from '../counting-time.js';
import { ALARM_CAUSE, answerAlarm, nextDueAt } from '../domain/index.js';
import { CaseAlarms } from './case-alarms.js';
import { COMPARED_AT_ONCE, CompareAlarms } from './compare-alarms.js';

/** What is so late and has no alarm that rings or waits for its turn is recorded without one. */
const MISSED_AFTER_MS = 30_000;
/** An alarm that rings for so long is with a process that is gone, or with one that does not get round to it. */
const STUCK_AFTER_MS = 120_000;
/** What is due so soon is compared at each turn, so that an alarm which Redis lost is back long before it is due. */
const SOON_MS = 30_000;
/** What has just become due is being rung, or has been, and its row does not say so yet. */
const RINGING_MS = 2_000;
/** All alarms are compared so often, and whenever Redis was emptied. */
const COMPARE_ALL_MS = 300_000;
/** Missed alarms that are made good at once: they share commits of the store. */
const MADE_GOOD_AT_ONCE = 32;
const REFUSED_EARLY = 'deadline.not-reached';
const ANY_TIME = { $gt: new Date(0) };
/** What a turn has put right: alarms that were set, alarms of cases without anything due, and what was recorded without an alarm. */
export interface Reconciled {
  readonly set: number;
  readonly cleared: number;
  readonly missed: number;
}

/** What is due in cases (reminders, deadlines, recalls at a beat, reviews): BullMQ is the alarm clock, MongoDB knows what is due, and the case decides. */
@Injectable()
export class WatchDeadlines {
  /** Redis was away: what it did not hear is found by comparing all alarms. */
  private wasAway = false;

  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CountingTime) private readonly counting: CountingTime,
    @Inject(CaseAlarms) private readonly alarms: CaseAlarms,
    @Inject(CompareAlarms) private readonly compare: CompareAlarms,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {
    alarms.onRing(async (caseId) => void (await this.ring(caseId)));
  }

  /** Sends the command; an alarm that was early, or whose deadline moved, is set again. @returns whether something was recorded. */
  async ring(caseId: CaseId): Promise<boolean> {
    // Read once, for what it is counted by and for the decision.
    await this.cases.catchUp(caseId);
    const counted = await this.counting.of(caseId);
    if (!counted) return false;
    const executed = await this.cases.execute(caseId, {
      cause: ALARM_CAUSE,
      actor: { kind: 'machine', id: 'alarm-clock' },
      decide: (state, now) => answerAlarm(state, counted, now),
    });
    if (executed.ok) return executed.value.events.length > 0;
    const due = executed.refusal.code === REFUSED_EARLY ? nextDueAt(await this.cases.peek(caseId)) : undefined;
    if (due !== undefined) this.alarms.set(caseId, due);
    return false;
  }

  /** Sets the alarms that Redis lost, and records what is due and had none. While Redis is away nothing waits for an alarm. */
  async reconcile(): Promise<Reconciled> {
    const righted = await this.putAlarmsRight().catch((error: unknown) => {
      if (error instanceof Fault) throw error;
      this.wasAway = true;
      this.log.warn({ err: error }, 'alarms cannot be compared; what is due is recorded without them');
      return undefined;
    });
    const missed = righted ? await this.makeGood(MISSED_AFTER_MS, (late) => this.withoutAlarm(late)) : await this.makeGood(0, async (late) => late);
    this.alarms.wasRighted('missed', missed);
    return { set: righted?.set ?? 0, cleared: righted?.cleared ?? 0, missed };
  }

  private async putAlarmsRight(): Promise<Omit<Reconciled, 'missed'>> {
    if (this.wasAway) await this.alarms.releaseComparing();
    this.wasAway = false;
    if (!(await this.alarms.claimComparing(COMPARE_ALL_MS))) return { set: (await this.compare.putRight(this.dueSoon())).set, cleared: 0 };
    try {
      const { cases, set } = await this.compare.putRight(this.alarmed(ANY_TIME));
      const cleared = (await this.alarms.count()) > cases ? await this.compare.clearStale() : 0;
      return { set, cleared };
    } catch (error) {
      await this.alarms.releaseComparing().catch(() => undefined);
      throw error;
    }
  }

  private async *dueSoon(): AsyncGenerator<CaseRow> {
    const now = this.clock.now();
    for await (const row of this.alarmed({ $gt: new Date(now - MISSED_AFTER_MS), $lt: new Date(now + SOON_MS) })) {
      const dueAt = row.nextDueAt?.getTime() ?? 0;
      if (dueAt > now || dueAt < now - RINGING_MS) yield row;
    }
  }

  /** Many that are late at once wait for their turn in Redis; to ring them twice would make them later. */
  private withoutAlarm(late: readonly CaseRow[]): Promise<readonly CaseRow[]> {
    return this.compare.withoutAlarm(late, this.clock.now() - STUCK_AFTER_MS);
  }

  /** @param missedOf of late cases those that are to be rung without an alarm. */
  private async makeGood(lateMs: number, missedOf: (late: readonly CaseRow[]) => Promise<readonly CaseRow[]>): Promise<number> {
    const limit = pLimit(MADE_GOOD_AT_ONCE);
    const before = new Date(this.clock.now() - lateMs);
    let missed = 0;
    for await (const page of inPages(this.alarmed({ ...ANY_TIME, $lte: before }), COMPARED_AT_ONCE)) {
      const recorded = await Promise.all((await missedOf(page)).map(({ _id }) => limit(() => this.ringMissed(_id))));
      missed += recorded.filter(Boolean).length;
    }
    return missed;
  }

  /** One case that cannot be rung for a reason of its own holds up no other. */
  private async ringMissed(caseId: CaseId): Promise<boolean> {
    try {
      return await this.ring(caseId);
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.log.error({ err: error, caseId }, 'a missed alarm cannot be made good');
      return false;
    }
  }

  /** The cases that have an alarm, the earliest first. @param nextDueAt when it is due. */
  private alarmed(nextDueAt: object): AsyncGenerator<CaseRow> {
    return walkRows(this.rows, { nextDueAt }, 'nextDueAt', COMPARED_AT_ONCE);
  }
}
