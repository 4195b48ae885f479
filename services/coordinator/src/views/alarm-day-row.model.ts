import { Schema, type Model } from 'mongoose';
import type { CaseId, Instant } from '@lianshen/contracts/kernel';
import { inZone, type Zone } from '@lianshen/contracts/working-time';
import { awaitedAlarms, nextDueAt, type CaseState } from '../vetting/domain/index.js';

/** That something was due in a case on a day, whatever became of it: where the self-check of that day has to look. */
export interface AlarmDayRow {
  readonly _id: string;
  readonly seq: number;
  /** Days since 1970-01-01 by the office's calendar. */
  readonly day: number;
  readonly caseId: CaseId;
}

export const ALARM_DAY_ROW = 'AlarmDayRow';

export const alarmDayRowSchema = new Schema<AlarmDayRow>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true }, day: Number, caseId: String },
  { collection: 'alarm_days', versionKey: false, strict: false, minimize: false },
).index({ day: 1, _id: 1 });

export type AlarmDayRows = Model<AlarmDayRow>;

/**
 * Rows of the days on which something became what is due next in a case, or was recorded or overtaken at its time or later.
 * @param at of the commit: what was due by then already is due now.
 */
export function alarmDaysOf(before: CaseState, after: CaseState, { seq, at }: { readonly seq: number; readonly at: Instant }, zone: Zone): AlarmDayRow[] {
  const next = nextDueAt(after);
  const awaited = new Set(awaitedAlarms(after).map(({ key }) => key));
  const closed = awaitedAlarms(before).filter(({ key, dueAt }) => dueAt <= at && !awaited.has(key)).map(({ dueAt }) => dueAt);
  const times = [...(next === undefined || next === nextDueAt(before) ? [] : [Math.max(next, at)]), ...closed];
  const days = new Set(times.map((time) => inZone(time, zone).day));
  return [...days].map((day) => ({ _id: `${day}/${after.caseId}`, seq, day, caseId: after.caseId }));
}
