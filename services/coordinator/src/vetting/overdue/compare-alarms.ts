import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Fault, type CaseId } from '@lianshen/contracts/kernel';
import { LOG } from '@lianshen/platform/process';
import { inPages } from '@lianshen/platform/store';
import type { Log } from '@lianshen/platform/telemetry';
import type { DueAlarm } from '@lianshen/platform/timers';
import { CASE_ROW, type CaseRow, type CaseRows } from '../../views/case-row.model.js';
import { CaseStreams } from '../case-streams.js';
import { nextDueAt } from '../domain/index.js';
import { CaseAlarms } from './case-alarms.js';

/** Rows that are held against Redis at once. */
export const COMPARED_AT_ONCE = 1_000;
/** Alarms of cases without anything due ring once and do nothing: so many are cleared in one turn. */
const CLEARED_MAX = 1_000;

export interface Compared {
  /** How many cases were looked at. */
  readonly cases: number;
  /** How many alarms were set. */
  readonly set: number;
}

/**
 * Holds the alarms in Redis against the cases, one by one. What is missing is set by its row; where Redis has another time
 * than the row, or an alarm of a case whose row has none, one of the two is older, and the case itself is asked.
 */
@Injectable()
export class CompareAlarms {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CaseAlarms) private readonly alarms: CaseAlarms,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @param rows cases with something due. @throws while Redis is away, and Fault while the store is. */
  async putRight(rows: AsyncIterable<CaseRow>): Promise<Compared> {
    let [cases, set] = [0, 0];
    for await (const page of inPages(rows, COMPARED_AT_ONCE)) {
      cases += page.length;
      set += await this.putPageRight(page);
    }
    return { cases, set };
  }

  /** Clears alarms of cases in which nothing will be due. @returns how many. */
  async clearStale(): Promise<number> {
    let cleared = 0;
    for await (const ids of this.alarms.waitingIds()) {
      if (cleared >= CLEARED_MAX) break;
      for (const caseId of await this.withoutDueTime(ids)) {
        cleared += (await this.setAsTheCaseSays(caseId)) ? 1 : 0;
      }
    }
    this.alarms.wasRighted('stale', cleared);
    return cleared;
  }

  /** Of cases in which something is due already those whose alarm is not there, or that were due before `stuckBefore`. @throws while Redis is away. */
  async withoutAlarm(rows: readonly CaseRow[], stuckBefore: number): Promise<readonly CaseRow[]> {
    const { missing, moved } = await this.alarms.findWrong(dueAlarmsOf(rows));
    const wrong = new Set([...missing, ...moved].map(({ id }) => id));
    return rows.filter(({ _id, nextDueAt: at }) => wrong.has(_id) || (at !== null && at.getTime() < stuckBefore));
  }

  private async putPageRight(page: readonly CaseRow[]): Promise<number> {
    const { missing, moved } = await this.alarms.findWrong(dueAlarmsOf(page));
    await this.alarms.add(missing);
    for (const { id } of moved) await this.setAsTheCaseSays(id);
    this.alarms.wasRighted('missing', missing.length);
    this.alarms.wasRighted('moved', moved.length);
    return missing.length + moved.length;
  }

  private async withoutDueTime(ids: readonly CaseId[]): Promise<CaseId[]> {
    if (ids.length === 0) return [];
    const rows = await this.rows.find({ _id: { $in: [...ids] }, nextDueAt: { $gt: new Date(0) } }, { _id: 1 }).lean<{ _id: CaseId }[]>().exec();
    const due = new Set(rows.map(({ _id }) => _id));
    return ids.filter((id) => !due.has(id));
  }

  /** One case that cannot be read holds up no other. @returns whether its alarm was cleared, as nothing will be due in it. */
  private async setAsTheCaseSays(caseId: CaseId): Promise<boolean> {
    try {
      const dueAt = nextDueAt((await this.cases.load(caseId)).state);
      if (dueAt === undefined) this.alarms.clear(caseId);
      else this.alarms.set(caseId, dueAt);
      return dueAt === undefined;
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.log.error({ err: error, caseId }, 'an alarm cannot be compared with its case');
      return false;
    }
  }
}

const dueAlarmsOf = (rows: readonly CaseRow[]): DueAlarm[] => rows.flatMap(({ _id: id, nextDueAt: at }) => (at ? [{ id, dueAt: at.getTime() }] : []));
