import { Schema, type Model } from 'mongoose';
import type { Meeting } from '@lianshen/contracts/api';
import type { CaseStatus } from '../vetting/domain/index.js';
import { heldBy, isAgendaLocked, nextDueAt, openFlagsOf, requestsOf, type CaseState } from '../vetting/domain/index.js';

/** A case in the list of its batch: no name, no number, no finding. */
export interface CaseRow {
  readonly _id: string;
  readonly seq: number;
  readonly batchId: string;
  readonly row: number;
  readonly status: CaseStatus;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly openFlags: readonly string[];
  readonly overdue: readonly string[];
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  /** When its alarm is due; null while nothing runs. */
  readonly nextDueAt: Date | null;
  /** Until when the joint conclusion holds. */
  readonly validUntil: Date | null;
  /** It is on the agenda of a meeting: which, when, with which conclusion, and whether it can go there as it stands. */
  readonly onAgenda: boolean;
  readonly meeting: Meeting | null;
  readonly meetingAt: Date | null;
  readonly agendaConclusion: number | null;
  readonly agendaLocked: boolean;
  /** A decision waits to be confirmed. */
  readonly waitsForSecond: boolean;
  /** How many other cases of the same person are known, and whether a flag in one holds this. */
  readonly otherCases: number;
  readonly withheld: boolean;
}

export const CASE_ROW = 'CaseRow';

export const caseRowSchema = new Schema<CaseRow>(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    batchId: String,
    row: Number,
    status: String,
    verdicts: Schema.Types.Mixed,
    openFlags: [String],
    overdue: [String],
    openedAt: Date,
    endedAt: Date,
    nextDueAt: Date,
    validUntil: Date,
    onAgenda: Boolean,
    meeting: String,
    meetingAt: Date,
    agendaConclusion: Number,
    agendaLocked: Boolean,
    waitsForSecond: Boolean,
    otherCases: Number,
    withheld: Boolean,
  },
  { collection: 'case_rows', versionKey: false, strict: false, minimize: false },
)
  .index({ batchId: 1, row: 1, _id: 1 })
  // Open work has its own index, so that its cost does not grow with the cases that have ended.
  .index({ nextDueAt: 1, _id: 1 }, { name: 'alarms', partialFilterExpression: { nextDueAt: { $gt: new Date(0) } } })
  .index({ validUntil: 1, _id: 1 }, { partialFilterExpression: { status: 'cleared' } })
  .index({ meetingAt: 1, _id: 1 }, { partialFilterExpression: { onAgenda: true } })
  .index({ openedAt: 1, _id: 1 }, { partialFilterExpression: { waitsForSecond: true } });

export type CaseRows = Model<CaseRow>;

/** The row as a fold of the case. */
export function caseRowOf(state: CaseState, seq: number): CaseRow {
  const due = nextDueAt(state);
  // What agencies have said of a candidate who was withdrawn is sealed.
  const sealed = state.status === 'withdrawn';
  const answered = requestsOf(state).flatMap(({ agency, verdict }) => (verdict ? [[agency, verdict.code] as const] : []));
  return {
    _id: state.caseId,
    seq,
    batchId: state.batchId,
    row: state.row,
    status: state.status,
    verdicts: sealed ? {} : Object.fromEntries(answered),
    openFlags: sealed ? [] : openFlagsOf(state),
    overdue: requestsOf(state).flatMap(({ agency, overdueAt, status }) => (overdueAt !== undefined && status === 'open' ? [agency] : [])),
    openedAt: new Date(state.openedAt),
    endedAt: state.endedAt === undefined ? null : new Date(state.endedAt),
    nextDueAt: due === undefined ? null : new Date(due),
    validUntil: state.validUntil === undefined ? null : new Date(state.validUntil),
    onAgenda: state.agenda !== undefined,
    meeting: state.agenda?.meeting ?? null,
    meetingAt: state.agenda === undefined ? null : new Date(state.agenda.meetingAt),
    agendaConclusion: state.agenda?.conclusion ?? null,
    agendaLocked: isAgendaLocked(state),
    waitsForSecond: state.decisions.some(({ status }) => status === 'open'),
    otherCases: state.otherCases.length,
    withheld: heldBy(state).length > 0,
  };
}
