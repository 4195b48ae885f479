import { Schema, type Model } from 'mongoose';
import type { ItemState, ItemStatus } from '../worklist/domain/index.js';

/** An item of the worklist: no name, no number, no finding. */
export interface WorkItem {
  readonly _id: string;
  readonly seq: number;
  readonly status: ItemStatus;
  readonly dueAt: Date | null;
  readonly receivedAt: Date | null;
  readonly signedAt: Date | null;
}

export const WORK_ITEM = 'WorkItem';

export const workItemSchema = new Schema<WorkItem>(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    status: String,
    dueAt: Date,
    receivedAt: Date,
    signedAt: Date,
  },
  { collection: 'work_items', versionKey: false, strict: false },
)
  .index({ dueAt: 1, _id: 1 }, { partialFilterExpression: { status: 'open' } })
  .index({ signedAt: 1, _id: 1 }, { partialFilterExpression: { status: 'answered' } });

export type WorkItems = Model<WorkItem>;

export const workItemOf = (requestId: string, state: ItemState, seq: number): WorkItem => ({
  _id: requestId,
  seq,
  status: state.status,
  dueAt: date(state.dueAt),
  receivedAt: date(state.receivedAt),
  signedAt: date(state.verdict?.signedAt),
});

const date = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));
