import { Schema, type Model } from 'mongoose';

/** A batch in the order in which they were opened. What it is called and how it runs is read from its ledger. */
export interface BatchRow {
  readonly _id: string;
  readonly seq: number;
  readonly openedAt: Date;
}

export const BATCH_ROW = 'BatchRow';

export const batchRowSchema = new Schema<BatchRow>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true }, openedAt: Date },
  { collection: 'batch_rows', versionKey: false, strict: false, minimize: false },
).index({ openedAt: 1, _id: 1 });

export type BatchRows = Model<BatchRow>;
