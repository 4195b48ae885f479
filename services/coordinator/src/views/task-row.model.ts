import { Schema, type Model } from 'mongoose';
import { caseNumberOf, type TaskKind } from '@lianshen/contracts/api';
import type { Policy } from '@lianshen/contracts/policy';
import { waitingTasksOf, type CaseState, type WaitingTask } from '../vetting/domain/index.js';

/** Something that waits, or waited, in a case for somebody at the coordinator. */
export interface TaskRow {
  readonly _id: string;
  readonly seq: number;
  /** It waits. */
  readonly open: boolean;
  readonly kind: TaskKind;
  readonly caseId: string;
  readonly number: string;
  readonly batchId: string;
  readonly agency: string | null;
  readonly decision: number | null;
  /** Who proposed the decision, and is not to confirm it. */
  readonly by: string | null;
  readonly dueAt: Date;
  /** Before this time it is shown to nobody. */
  readonly from: Date;
}

export const TASK_ROW = 'TaskRow';

export const taskRowSchema = new Schema<TaskRow>(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    open: Boolean,
    kind: String,
    caseId: String,
    number: String,
    batchId: String,
    agency: String,
    decision: Number,
    by: String,
    dueAt: Date,
    from: Date,
  },
  { collection: 'task_rows', versionKey: false, strict: false, minimize: false },
).index({ kind: 1, dueAt: 1, _id: 1 }, { partialFilterExpression: { open: true } });

export type TaskRows = Model<TaskRow>;

/** Rows of the tasks that a commit has brought, changed or done away with. */
export function taskRowsOf(before: CaseState, after: CaseState, policy: Policy, seq: number): TaskRow[] {
  const [former, present] = [tasksOf(before, policy), tasksOf(after, policy)];
  const changed = [...present].filter(([id, task]) => !isSame(former.get(id), task)).map(([id, task]) => rowOf(id, task, after, seq, true));
  const ended = [...former].filter(([id]) => !present.has(id)).map(([id, task]) => rowOf(id, task, after, seq, false));
  return [...changed, ...ended];
}

const tasksOf = (state: CaseState, policy: Policy): ReadonlyMap<string, WaitingTask> => new Map(waitingTasksOf(state, policy).map((task) => [`${task.kind}/${task.agency ?? task.decision ?? ''}`, task]));

const isSame = (one: WaitingTask | undefined, { dueAt, from }: WaitingTask): boolean => one?.dueAt === dueAt && one.from === from;

const rowOf = (id: string, { kind, agency, decision, by, dueAt, from }: WaitingTask, state: CaseState, seq: number, open: boolean): TaskRow => ({
  _id: `${state.caseId}/${id}`,
  seq,
  open,
  kind,
  caseId: state.caseId,
  number: caseNumberOf(state),
  batchId: state.batchId,
  agency: agency ?? null,
  decision: decision ?? null,
  by: by ?? null,
  dueAt: new Date(dueAt),
  from: new Date(from ?? 0),
});
