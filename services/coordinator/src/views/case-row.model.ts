import { Schema, type Model } from 'mongoose';
import { caseNumberOf, type CellState, type Meeting } from '@lianshen/contracts/api';
import type { CaseStatus } from '../vetting/domain/index.js';
import { heldBy, isAgendaLocked, nextDueAt, openFlagsOf, requestsOf, shareStatesOf, type CaseState } from '../vetting/domain/index.js';

/** A case in the list of its batch: no name, no number, no finding. */
export interface CaseRow {
  readonly _id: string;
  readonly seq: number;
  readonly batchId: string;
  readonly row: number;
  /** 案号. */
  readonly number: string;
  /** Name of the policy that it runs under. */
  readonly policy: string;
  /** How the share of each agency of the policy stands; absent of who was never asked. */
  readonly shares: Readonly<Record<string, CellState>>;
  readonly status: CaseStatus;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly openFlags: readonly string[];
  readonly overdue: readonly string[];
  /** Whether any is. */
  readonly late: boolean;
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
    number: String,
    policy: String,
    shares: Schema.Types.Mixed,
    status: String,
    verdicts: Schema.Types.Mixed,
    openFlags: [String],
    overdue: [String],
    late: Boolean,
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
  .index({ number: 1, _id: 1 })
  // A page of the list of all cases costs what it holds, whichever of its filters are set.
  .index({ openedAt: 1, _id: 1 }, { name: 'opened' })
  .index({ status: 1, openedAt: 1, _id: 1 })
  .index({ policy: 1, openedAt: 1, _id: 1 })
  .index({ policy: 1, status: 1, openedAt: 1, _id: 1 })
  .index({ batchId: 1, openedAt: 1, _id: 1 })
  .index({ overdue: 1, openedAt: 1, _id: 1 }, { partialFilterExpression: { late: true } })
  // Open work has its own index, so that its cost does not grow with the cases that have ended.
  .index({ nextDueAt: 1, _id: 1 }, { name: 'alarms', partialFilterExpression: { nextDueAt: { $gt: new Date(0) } } })
  .index({ validUntil: 1, _id: 1 }, { partialFilterExpression: { status: 'cleared' } })
  .index({ meetingAt: 1, _id: 1 }, { partialFilterExpression: { onAgenda: true } })
  .index({ openedAt: 1, _id: 1 }, { partialFilterExpression: { waitsForSecond: true } });

export type CaseRows = Model<CaseRow>;

/** The row as a fold of the case. @param policy name of the one that it is pinned to. */
export function caseRowOf(state: CaseState, seq: number, policy: string): CaseRow {
  const due = nextDueAt(state);
  // What agencies have said of a candidate who was withdrawn is sealed.
  const sealed = state.status === 'withdrawn';
  const answered = requestsOf(state).flatMap(({ agency, verdict }) => (verdict ? [[agency, verdict.code] as const] : []));
  const overdue = requestsOf(state).flatMap(({ agency, overdueAt, status }) => (overdueAt !== undefined && status === 'open' ? [agency] : []));
  return {
    _id: state.caseId,
    seq,
    batchId: state.batchId,
    row: state.row,
    number: caseNumberOf(state),
    policy,
    shares: shareStatesOf(state),
    status: state.status,
    verdicts: sealed ? {} : Object.fromEntries(answered),
    openFlags: sealed ? [] : openFlagsOf(state),
    overdue,
    late: overdue.length > 0,
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
