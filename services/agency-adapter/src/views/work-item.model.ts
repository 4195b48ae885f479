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
  /** True while it has to be answered and its clock runs; absent else, so that it stays out of the index. */
  readonly running?: true;
  /** True while it is open and nobody has claimed it; absent else. */
  readonly unassigned?: true;
  /** Ids of who wrote what waits for a signature, and of who has signed it: none of them signs. Absent while nothing waits. */
  readonly involved?: readonly string[];
  /** True where the newest signed answer, or what a machine would have said, is a flag; absent else. */
  readonly flagged?: true;
  /** Keyed hashes of what the item is searched by; absent once its key is destroyed. */
  readonly marks?: readonly string[];
  /** Keyed hash of whom it is about: the same in every request about one person; absent once its key is destroyed. */
  readonly subject?: string;
  /** When its newest commit was made. */
  readonly changedAt: Date;
  /** Of what shape the row is; rows of an earlier one are made anew. */
  readonly layout: typeof LAYOUT;
  /** Since when a message to the coordinator that is no answer has gone unanswered; absent while there is none. */
  readonly askedAt?: Date;
}

export const WORK_ITEM = 'WorkItem';
export const LAYOUT = 2;

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
    running: Boolean,
    unassigned: Boolean,
    involved: [String],
    flagged: Boolean,
    marks: [String],
    subject: String,
    changedAt: Date,
    layout: Number,
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
  .index({ batch: 1, dueAt: 1, _id: 1 }, { partialFilterExpression: { batch: { $exists: true } } })
  .index({ dueAt: 1, _id: 1 }, { name: 'running', partialFilterExpression: { running: { $exists: true } } })
  .index({ dueAt: 1, _id: 1 }, { name: 'unassigned', partialFilterExpression: { unassigned: { $exists: true } } })
  .index({ dueAt: 1, _id: 1 }, { name: 'flagged', partialFilterExpression: { flagged: { $exists: true } } })
  .index({ marks: 1, dueAt: 1, _id: 1 }, { partialFilterExpression: { marks: { $exists: true } } })
  .index({ subject: 1, receivedAt: -1, _id: 1 }, { partialFilterExpression: { subject: { $exists: true } } })
  .index({ changedAt: 1, _id: 1 })
  .index({ askedAt: 1, _id: 1 }, { partialFilterExpression: { askedAt: { $exists: true } } });

export type WorkItems = Model<WorkItem>;

/** What of a row the item's state alone does not tell. */
export interface AboutRow {
  readonly seq: number;
  /** Epoch ms of the newest commit. */
  readonly changedAt: number;
  readonly marks: Pick<WorkItem, 'marks' | 'subject'>;
}

export const workItemOf = (requestId: string, state: ItemState, { seq, changedAt, marks }: AboutRow): WorkItem => ({
  _id: requestId,
  seq,
  layout: LAYOUT,
  changedAt: new Date(changedAt),
  ...marks,
  ...partsOf(state),
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

/** To which parts of the worklist it belongs. */
function partsOf(state: ItemState): Pick<WorkItem, 'running' | 'unassigned' | 'involved' | 'flagged'> {
  const { submission, claim, status } = state;
  return {
    ...(status === 'open' || status === 'rejected' ? { running: true } : {}),
    ...(statusOf(state) === 'open' && !claim ? { unassigned: true } : {}),
    ...(submission ? { involved: [...new Set([submission.clerk.id, submission.drafter, ...submission.approvers.map(({ id }) => id)])] } : {}),
    ...(isFlagged(state) ? { flagged: true } : {}),
  };
}

/** Whether the newest signed answer, or what a machine would have said, is a flag. What is proposed and not signed is encrypted. */
export const isFlagged = ({ verdict, drawn }: ItemState): boolean => [verdict?.code, drawn?.code].some((code) => code !== undefined && code !== 'CLEAR');

/** As a worklist shows it: an answer that waits for approval counts more than what it would replace. */
export const statusOf = ({ status, submission }: ItemState): WorkItemStatus => (submission ? 'submitted' : status === 'none' ? 'recalled' : status);

function askedSince(state: ItemState): { readonly askedAt?: Date } {
  const asked = unansweredBy(state).map(({ signedAt }) => signedAt);
  return asked.length === 0 ? {} : { askedAt: new Date(Math.min(...asked)) };
}

const date = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));
