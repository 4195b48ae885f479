import { Schema, type Model } from 'mongoose';

/** The parts of the worklist that one person comes back to: one document a person, encrypted, as a title may say anything. */
export interface SavedViewsDocument {
  /** The person's id. */
  readonly _id: string;
  readonly revision: number;
  readonly sealed: Buffer;
}

export const SAVED_VIEWS = 'SavedViews';

export const savedViewsSchema = new Schema<SavedViewsDocument>(
  { _id: { type: String, required: true }, revision: { type: Number, required: true }, sealed: { type: Buffer, required: true } },
  { collection: 'saved_views', versionKey: false },
);

export type SavedViewsDocuments = Model<SavedViewsDocument>;
