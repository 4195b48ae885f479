import { Schema, type Model } from 'mongoose';
import type { WorkItemStatus } from '@lianshen/contracts/api';
import { awaitsSubstitute, unansweredBy, type ItemState } from '../worklist/domain/index.js';

/** An item of the worklist: no name, no number, no finding. */
export interface WorkItem {
  readonly _id: string;
  readonly seq: number;
  readonly status: WorkItemStatus;
  readonly dueAt: Date | null;
  readonly receivedAt: Date | null;
  readonly signedAt: Date | null;
  /** The id of the clerk who works on it; absent while nobody does, so that it stays out of the index. */
  readonly claimedBy?: string;
  /** What staff declare their relations for: the batch, or the case where it came without one; absent in tombstones. */
  readonly batch?: string;
  /** True while a substitute is asked for; absent else, so that it stays out of the index. */
  readonly awaitsSubstitute?: true;
  /** The bundle of the answer that waits for approval; absent where none waits or it was given by itself. */
  readonly bundle?: string;
  /** Since when a message to the coordinator that is no answer has gone unanswered; absent while there is none. */
  readonly askedAt?: Date;
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
    claimedBy: String,
    askedAt: Date,
    batch: String,
    awaitsSubstitute: Boolean,
    bundle: String,
  },
  { collection: 'work_items', versionKey: false, strict: false },
)
  .index({ dueAt: 1, _id: 1 }, { partialFilterExpression: { status: 'open' } })
  .index({ signedAt: 1, _id: 1 }, { partialFilterExpression: { status: 'answered' } })
  .index({ status: 1, dueAt: 1, _id: 1 })
  .index({ claimedBy: 1, dueAt: 1, _id: 1 }, { partialFilterExpression: { claimedBy: { $exists: true } } })
  .index({ batch: 1, _id: 1 }, { partialFilterExpression: { batch: { $exists: true } } })
  .index({ dueAt: 1, _id: 1 }, { name: 'awaits_substitute', partialFilterExpression: { awaitsSubstitute: { $exists: true } } })
  .index({ bundle: 1, _id: 1 }, { partialFilterExpression: { bundle: { $exists: true } } })
  .index({ askedAt: 1, _id: 1 }, { partialFilterExpression: { askedAt: { $exists: true } } });

export type WorkItems = Model<WorkItem>;

export const workItemOf = (requestId: string, state: ItemState, seq: number): WorkItem => ({
  _id: requestId,
  seq,
  status: statusOf(state),
  dueAt: date(state.dueAt),
  receivedAt: date(state.receivedAt),
  signedAt: date(state.verdict?.signedAt),
  ...(state.claim === undefined ? {} : { claimedBy: state.claim.by }),
  ...(state.requestHash === undefined ? {} : { batch: state.batch ?? state.caseId }),
  ...(awaitsSubstitute(state) ? { awaitsSubstitute: true as const } : {}),
  ...(state.submission?.bundle === undefined ? {} : { bundle: state.submission.bundle }),
  ...askedSince(state),
});

/** As a worklist shows it: an answer that waits for approval counts more than what it would replace. */
export const statusOf = ({ status, submission }: ItemState): WorkItemStatus => (submission ? 'submitted' : status === 'none' ? 'recalled' : status);

function askedSince(state: ItemState): { readonly askedAt?: Date } {
  const asked = unansweredBy(state).map(({ signedAt }) => signedAt);
  return asked.length === 0 ? {} : { askedAt: new Date(Math.min(...asked)) };
}

const date = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));
