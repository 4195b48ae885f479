import { Schema, type Model } from 'mongoose';
import type { CaseId, Instant } from '@lianshen/contracts/kernel';
import type { Reading } from '@lianshen/platform/access';

/** A reading over all cases, in the order of time. It holds what its ledger stream holds: names of fields, never what stood in them. */
export interface ReadingRow extends Reading {
  readonly _id: string;
  readonly seq: number;
  readonly at: Date;
  readonly caseId: CaseId;
}

export const READING_ROW = 'ReadingRow';

export const readingRowSchema = new Schema<ReadingRow>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true }, at: Date, caseId: String, by: String, roles: [String], operation: String, fields: [String], task: String },
  { collection: 'reading_rows', versionKey: false, strict: false, minimize: false },
)
  .index({ at: 1, _id: 1 })
  .index({ by: 1, at: 1, _id: 1 })
  .index({ caseId: 1, at: 1, _id: 1 });

// What was read without a task is rare, and what an auditor looks for first.
readingRowSchema.index({ task: 1, at: 1, _id: 1 }, { partialFilterExpression: { task: null } });

export type ReadingRows = Model<ReadingRow>;

/** The rows of one commit of readings of a case. */
export const readingRowsOf = (caseId: CaseId, { seq, at }: { readonly seq: number; readonly at: Instant }, readings: readonly Reading[]): ReadingRow[] =>
  readings.map((reading, index) => ({ _id: `${caseId}/${String(seq).padStart(8, '0')}/${index}`, seq, at: new Date(at), caseId, ...reading }));
