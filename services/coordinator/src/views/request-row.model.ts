import { Schema, type Model } from 'mongoose';
import { isPending, type CaseState, type VettingRequest } from '../vetting/domain/index.js';

/** A request in the list of an agency's open requests. */
export interface RequestRow {
  readonly _id: string;
  readonly seq: number;
  readonly caseId: string;
  readonly batchId: string;
  readonly agency: string;
  /** Nobody has answered it or closed it. */
  readonly open: boolean;
  /** Why it is kept from its agency; absent while it is with it, so that it stays out of the index. */
  readonly withheld?: NonNullable<VettingRequest['withheld']>;
  readonly issuedAt: Date;
  readonly dueAt: Date;
  readonly receivedAt: Date | null;
  readonly overdue: boolean;
  /** It is open, and its due time was counted in a year without calendar. */
  readonly provisional: boolean;
}

export const REQUEST_ROW = 'RequestRow';

export const requestRowSchema = new Schema<RequestRow>(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    caseId: String,
    batchId: String,
    agency: String,
    open: Boolean,
    withheld: String,
    issuedAt: Date,
    dueAt: Date,
    receivedAt: Date,
    overdue: Boolean,
    provisional: Boolean,
  },
  { collection: 'request_rows', versionKey: false, strict: false },
)
  .index({ agency: 1, dueAt: 1, _id: 1 }, { partialFilterExpression: { open: true } })
  .index({ dueAt: 1, _id: 1 }, { partialFilterExpression: { withheld: 'suspended' } })
  .index({ issuedAt: 1, _id: 1 }, { partialFilterExpression: { open: true } })
  .index({ dueAt: 1, _id: 1 }, { name: 'provisional', partialFilterExpression: { provisional: true } });

export type RequestRows = Model<RequestRow>;

export const requestRowOf = (state: CaseState, request: VettingRequest, seq: number): RequestRow => ({
  _id: request.requestId,
  seq,
  caseId: state.caseId,
  batchId: state.batchId,
  agency: request.agency,
  open: isPending(request),
  ...(request.status === 'withheld' && request.withheld ? { withheld: request.withheld } : {}),
  issuedAt: new Date(request.issuedAt),
  dueAt: new Date(request.dueAt),
  receivedAt: request.receivedAt === undefined ? null : new Date(request.receivedAt),
  overdue: request.overdueAt !== undefined,
  provisional: isPending(request) && request.provisional,
});
