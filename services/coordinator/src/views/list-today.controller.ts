import { Controller, Get, Inject } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { TaskKind, type TodayView } from '@lianshen/contracts/api';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { HiddenCases } from '../recusal/hidden-cases.js';
import { TASK_ROW, type TaskRow, type TaskRows } from './task-row.model.js';

const SHOWN_MAX = 20;
const COUNTED_MAX = 1_000;
/** Kinds whose time only says since when they wait. */
const WITHOUT_DUE_TIME: ReadonlySet<TaskKind> = new Set(['confirm-decision', 'consider-advice', 'release-hold', 'start-vetting', 're-vet'] as const);

@Controller('api/today')
export class ListTodayController {
  constructor(
    @InjectModel(TASK_ROW) private readonly rows: TaskRows,
    @Inject(HiddenCases) private readonly hidden: HiddenCases,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What waits for whoever asks: for an officer what officers do, for an approver what somebody else has proposed. */
  @Get()
  @RightTo('listToday')
  async list(@SignedIn() person: Person): Promise<TodayView> {
    const groups = await Promise.all(kindsFor(person).map((kind) => this.groupOf(kind, person)));
    return { groups: groups.filter((group) => group !== undefined) };
  }

  private async groupOf(kind: TaskKind, person: Person): Promise<TodayView['groups'][number] | undefined> {
    const now = this.clock.now();
    const waiting = { open: true, kind, from: { $lte: new Date(now) }, ...(kind === 'confirm-decision' ? { by: { $ne: person.sub } } : {}) };
    const [count, rows] = await Promise.all([this.rows.countDocuments(waiting).limit(COUNTED_MAX).exec(), pageOfRows(this.rows, waiting, 'dueAt', SHOWN_MAX)]);
    const shown = await this.hidden.without(person, rows);
    // Whoever is recused is not told by a count that there is something.
    const told = count - (rows.length - shown.length);
    return told < 1 ? undefined : { kind, count: told, items: shown.map((row) => describeRow(row, now)) };
  }
}

const kindsFor = ({ roles }: Person): readonly TaskKind[] =>
  TaskKind.options.filter((kind) => roles.includes(kind === 'confirm-decision' ? 'coordinatorApprover' : 'officer'));

const describeRow = ({ caseId, number, batchId, agency, decision, kind, dueAt }: TaskRow, now: number) => ({
  caseId,
  number,
  batchId,
  agency,
  decision,
  dueAt: dueAt.toISOString(),
  overdue: !WITHOUT_DUE_TIME.has(kind) && dueAt.getTime() <= now,
});
