import { Schema, type Model } from 'mongoose';

/** That somebody has an item open in a page. It is forgotten when it is not said again. */
export interface PresenceDocument {
  /** The request id, a slash and the person's id. */
  readonly _id: string;
  readonly requestId: string;
  readonly by: string;
  /** Their name, encrypted. */
  readonly sealed: Buffer;
  readonly since: Date;
  readonly seenAt: Date;
}

export const PRESENCE = 'Presence';

export const presenceSchema = new Schema<PresenceDocument>(
  {
    _id: { type: String, required: true },
    requestId: { type: String, required: true },
    by: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    since: { type: Date, required: true },
    seenAt: { type: Date, required: true },
  },
  { collection: 'presences', versionKey: false },
)
  .index({ requestId: 1, since: 1, _id: 1 })
  .index({ seenAt: 1 });

export type PresenceDocuments = Model<PresenceDocument>;
