import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Fault, type CaseId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG } from '@lianshen/platform/process';
import { type Log } from '@lianshen/platform/telemetry';
import { walkRows } from '@lianshen/platform/store';
import { CASE_ROW, type CaseRow, type CaseRows } from '../../views/case-row.model.js';
import { CaseStreams } from '../case-streams.js';
import { CountingTime } from '../counting-time.js';
import { answerAlarm, nextDueAt } from '../domain/index.js';
import { CaseAlarms } from './case-alarms.js';

/** An alarm that is so late will not come any more: the command is sent without it. */
const MISSED_AFTER_MS = 30_000;
const REFUSED_EARLY = 'deadline.not-reached';
const ANY_TIME = { $gt: new Date(0) };
/** What is due in cases (reminders, deadlines, recalls at a beat, reviews): BullMQ is the alarm clock, MongoDB knows what is due, and the case decides. */
@Injectable()
export class WatchDeadlines {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CountingTime) private readonly counting: CountingTime,
    @Inject(CaseAlarms) private readonly alarms: CaseAlarms,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {
    alarms.onRing((caseId) => this.ring(caseId));
  }

  /** Sends the command; an alarm that was early, or whose deadline moved, is set again. */
  async ring(caseId: CaseId): Promise<void> {
    const counted = await this.counting.of(caseId);
    if (!counted) return;
    const executed = await this.cases.execute(caseId, {
      cause: 'alarm',
      actor: { kind: 'machine', id: 'alarm-clock' },
      decide: (state, now) => answerAlarm(state, counted, now),
    });
    if (executed.ok || executed.refusal.code !== REFUSED_EARLY) return;
    const due = nextDueAt((await this.cases.load(caseId)).state);
    // The job that rings still exists under this id while it runs; a moment later it can be set again.
    if (due !== undefined) setTimeout(() => this.alarms.set(caseId, due), 1_000);
  }

  /** Rebuilds alarms that Redis lost, and makes good those that were missed. */
  async reconcile(): Promise<{ readonly set: number; readonly missed: number }> {
    const missed = await this.makeGood();
    if ((await this.alarms.count()) >= (await this.rows.countDocuments({ nextDueAt: ANY_TIME }))) return { set: 0, missed };
    let set = 0;
    for await (const row of this.alarmed(ANY_TIME)) {
      if (row.nextDueAt) this.alarms.set(row._id, row.nextDueAt.getTime());
      set++;
    }
    return { set, missed };
  }

  /** One case that cannot be rung for a reason of its own holds up no other. */
  private async ringMissed(caseId: CaseId): Promise<boolean> {
    try {
      await this.ring(caseId);
      return true;
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.log.error({ err: error, caseId }, 'a missed alarm cannot be made good');
      return false;
    }
  }

  private async makeGood(): Promise<number> {
    let missed = 0;
    const before = new Date(this.clock.now() - MISSED_AFTER_MS);
    for await (const row of this.alarmed({ ...ANY_TIME, $lt: before })) {
      missed += (await this.ringMissed(row._id)) ? 1 : 0;
    }
    return missed;
  }

  /** The cases that have an alarm, the earliest first. @param nextDueAt when it is due. */
  private alarmed(nextDueAt: object): AsyncGenerator<CaseRow> {
    return walkRows(this.rows, { nextDueAt }, 'nextDueAt');
  }
}
