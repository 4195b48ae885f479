import { Schema, type Model } from 'mongoose';
import type { BatchId } from '@lianshen/contracts/kernel';
import type { BatchState } from '../intake/batches/batch.js';

/** A batch in the order in which they were opened. What it is called and how it runs is read from its ledger. */
export interface BatchRow {
  readonly _id: string;
  readonly seq: number;
  readonly openedAt: Date;
  /** That nominates; null: none sees it. */
  readonly unit: string | null;
}

export const BATCH_ROW = 'BatchRow';

export const batchRowSchema = new Schema<BatchRow>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true }, openedAt: Date, unit: String },
  { collection: 'batch_rows', versionKey: false, strict: false, minimize: false },
).index({ openedAt: 1, _id: 1 }).index({ unit: 1, openedAt: 1, _id: 1 });

export const batchRowOf = (batchId: BatchId, seq: number, { openedAt, unit }: BatchState): BatchRow => ({ _id: batchId, seq, openedAt: new Date(openedAt), unit: unit ?? null });

export type BatchRows = Model<BatchRow>;
