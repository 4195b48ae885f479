import { Schema, type Model } from 'mongoose';
import type { CaseId, Instant } from '@lianshen/contracts/kernel';
import { inZone, type Zone } from '@lianshen/contracts/working-time';
import { awaitedAlarms, type CaseState } from '../vetting/domain/index.js';

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

/** A row for each day on which something is due since this commit that was not before it. @param at of the commit: what is due by then already is due now. */
export function alarmDaysOf(before: CaseState, after: CaseState, { seq, at }: { readonly seq: number; readonly at: Instant }, zone: Zone): AlarmDayRow[] {
  const known = new Set(awaitedAlarms(before).map(({ key }) => key));
  const days = new Set(awaitedAlarms(after).filter(({ key }) => !known.has(key)).map(({ dueAt }) => inZone(Math.max(dueAt, at), zone).day));
  return [...days].map((day) => ({ _id: `${day}/${after.caseId}`, seq, day, caseId: after.caseId }));
}
