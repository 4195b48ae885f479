import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import pLimit from 'p-limit';
import type { CaseId, Instant } from '@lianshen/contracts/kernel';
import { instantIn, type Zone } from '@lianshen/contracts/working-time';
import { inPages, walkRows } from '@lianshen/platform/store';
import { CaseStreams } from '../vetting/case-streams.js';
import { ALARM_KINDS, alarmRecordOf, type AlarmRecord, type AlarmSpan } from '../vetting/domain/index.js';
import { ALARM_DAY_ROW, type AlarmDayRows } from '../views/alarm-day-row.model.js';
import { CASE_ROW, type CaseRows } from '../views/case-row.model.js';
import { NAMED_MAX, type AlarmsFound } from './self-check-event.js';

/** An answer that comes within so long of the due time may be faster than the alarm; an alarm that is later is late. */
const GRACE_MS = 60_000;
/** Cases whose history is read at once: the check has a day's time, and everything else goes first. */
const AT_ONCE = 4;
const PAGE = 200;

type WrongCase = AlarmsFound['wrongCases'][number];
interface OfCase {
  readonly record: AlarmRecord;
  readonly case: WrongCase;
}

/** Counts what alarms had to record on a day and what they did, from the ledgers of the cases that had something due on it. */
@Injectable()
export class CountAlarms {
  constructor(
    @InjectModel(ALARM_DAY_ROW) private readonly days: AlarmDayRows,
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
  ) {}

  /** @param day days since 1970-01-01 in that zone. It is over for longer than the grace. */
  async on(day: number, zone: Zone): Promise<AlarmsFound> {
    const span = { from: instantIn(day, 0, zone), until: instantIn(day + 1, 0, zone), graceMs: GRACE_MS };
    const limit = pLimit(AT_ONCE);
    let found = NOTHING;
    for await (const page of inPages(this.casesOf(day, span.until), PAGE)) {
      const records = await Promise.all(page.map((caseId) => limit(() => this.recordOf(caseId, span))));
      found = records.reduce(added, found);
    }
    return found;
  }

  /** Forgets the days before; what was found of them is on record. */
  async forgetBefore(day: number): Promise<void> {
    await this.days.deleteMany({ day: { $lt: day } }).exec();
  }

  /** Where something is due still that was due by then, it hides what was due next; the days know of everything else. */
  private async *casesOf(day: number, until: Instant): AsyncGenerator<CaseId> {
    for await (const { caseId } of walkRows(this.days, { day }, 'day', PAGE)) yield caseId;
    for await (const { _id: caseId } of walkRows(this.rows, { nextDueAt: { $gt: new Date(0), $lt: new Date(until) } }, 'nextDueAt', PAGE)) {
      if (!(await this.days.exists({ _id: `${day}/${caseId}` }).exec())) yield caseId;
    }
  }

  private async recordOf(caseId: CaseId, span: AlarmSpan): Promise<OfCase> {
    const { folded, acts } = await this.cases.history(caseId);
    return { record: alarmRecordOf(acts, span), case: { caseId, batchId: folded.state.batchId, seq: folded.seq } };
  }
}

const NOTHING: AlarmsFound = { kinds: ALARM_KINDS.map((kind) => ({ kind, due: 0, fired: 0, late: 0 })), unexpected: 0, worstLateMs: 0, cases: 0, wrongCases: [] };

function added(found: AlarmsFound, { record: { moments, unexpected }, case: each }: OfCase): AlarmsFound {
  const isWrong = unexpected > 0 || moments.some(({ firedAt }) => firedAt === undefined);
  const lateMs = moments.map(({ dueAt, firedAt = dueAt }) => firedAt - dueAt);
  return {
    kinds: found.kinds.map((kind) => {
      const ofKind = moments.filter((moment) => moment.kind === kind.kind);
      const fired = ofKind.filter(({ firedAt }) => firedAt !== undefined);
      return { kind: kind.kind, due: kind.due + ofKind.length, fired: kind.fired + fired.length, late: kind.late + fired.filter(({ dueAt, firedAt = dueAt }) => firedAt - dueAt > GRACE_MS).length };
    }),
    unexpected: found.unexpected + unexpected,
    worstLateMs: Math.max(found.worstLateMs, ...lateMs),
    cases: found.cases + 1,
    wrongCases: isWrong ? [...found.wrongCases, each].slice(0, NAMED_MAX) : found.wrongCases,
  };
}
