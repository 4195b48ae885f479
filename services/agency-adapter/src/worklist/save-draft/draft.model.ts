import { Schema, type Model } from 'mongoose';

/** The form of an answer while a clerk works on it: changed in place, encrypted under the key of its item. */
export interface DraftDocument {
  /** The item's request id. */
  readonly _id: string;
  /** 1, and one more each time that it is saved. */
  readonly revision: number;
  /** The version that the verdict would have; a draft of a version that is signed means nothing any more. */
  readonly forVersion: number;
  readonly sealed: Buffer;
  readonly savedBy: string;
  readonly savedAt: Date;
}

export const DRAFT = 'Draft';

export const draftSchema = new Schema<DraftDocument>(
  {
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    forVersion: { type: Number, required: true },
    sealed: { type: Buffer, required: true },
    savedBy: { type: String, required: true },
    savedAt: { type: Date, required: true },
  },
  { collection: 'drafts', versionKey: false },
);

export type DraftDocuments = Model<DraftDocument>;
