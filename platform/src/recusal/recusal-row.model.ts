import { Schema, type Model } from 'mongoose';

/** That somebody is recused, without who, from whom and why: those are read from the ledger. */
export interface RecusalRow {
  /** `<batch>/<number>`. */
  readonly _id: string;
  readonly seq: number;
  readonly at: Date;
  readonly batch: string;
  readonly number: number;
  readonly isHead: boolean;
}

export const RECUSAL_ROW = 'RecusalRow';

export const recusalRowSchema = new Schema<RecusalRow>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true }, at: Date, batch: String, number: Number, isHead: Boolean },
  { collection: 'recusals', versionKey: false, strict: false },
)
  .index({ at: 1, _id: 1 })
  .index({ isHead: 1, at: 1, _id: 1 });

export type RecusalRows = Model<RecusalRow>;
