import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { COORDINATOR, type RequestId } from '@lianshen/contracts/kernel';
import { partsOfStream, type Committed } from '@lianshen/platform/ledger';
import { ViewRows } from '@lianshen/platform/store';
import { Calendars } from '../calendars/calendars.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { ALARM_DAY_ROW, alarmDaysOf, type AlarmDayRow, type AlarmDayRows } from '../views/alarm-day-row.model.js';
import { CASE_ROW, caseRowOf, type CaseRow, type CaseRows } from '../views/case-row.model.js';
import { REQUEST_ROW, requestRowOf, type RequestRow, type RequestRows } from '../views/request-row.model.js';
import { TASK_ROW, taskRowsOf, type TaskRow, type TaskRows } from '../views/task-row.model.js';
import { ChangedCases } from './follow-live/changed-cases.js';
import { DeskNoticeOutbox } from './notify-desks/desk-notice-outbox.js';
import { CaseAlarms } from './overdue/case-alarms.js';
import { CaseOutbox } from './send-requests/case-outbox.js';
import { CaseWatch } from './propose-candidate/case-watch.js';
import { findRequest, nextDueAt, type CaseEvent, type CaseState } from './domain/index.js';

/**
 * What follows from a commit of a case: its messages, its rows in the views, its alarm. All of it can be done again
 * from the ledger, and doing it twice is harmless.
 */
@Injectable()
export class CaseEffects {
  private readonly caseRows: ViewRows<CaseRow>;
  private readonly requestRows: ViewRows<RequestRow>;
  private readonly alarmDays: ViewRows<AlarmDayRow>;
  private readonly tasks: ViewRows<TaskRow>;

  constructor(
    @InjectModel(CASE_ROW) caseRows: CaseRows,
    @InjectModel(REQUEST_ROW) requestRows: RequestRows,
    @InjectModel(ALARM_DAY_ROW) alarmDays: AlarmDayRows,
    @InjectModel(TASK_ROW) tasks: TaskRows,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(CaseOutbox) private readonly outbox: CaseOutbox,
    @Inject(DeskNoticeOutbox) private readonly desks: DeskNoticeOutbox,
    @Inject(CaseAlarms) private readonly alarms: CaseAlarms,
    @Inject(CaseWatch) private readonly watch: CaseWatch,
    @Inject(ChangedCases) private readonly live: ChangedCases,
  ) {
    this.caseRows = new ViewRows(caseRows.collection as never);
    this.requestRows = new ViewRows(requestRows.collection as never);
    this.alarmDays = new ViewRows(alarmDays.collection as never);
    this.tasks = new ViewRows(tasks.collection as never);
  }

  async derive({ commit, acts, before, folded }: Committed<CaseState, CaseEvent>): Promise<void> {
    const caseId = partsOfStream(commit.stream).id;
    const state = { ...folded.state, caseId };
    const events = acts.flatMap((act) => act.events);
    this.watch.changed(state);
    this.setAlarm(caseId, nextDueAt(before), nextDueAt(state));
    await Promise.all([
      this.putViews(before, state, commit.seq),
      ...alarmDaysOf(before, state, commit, this.calendars.of(COORDINATOR).zone).map((row) => this.alarmDays.put(row)),
      ...requestIdsOf(events).map((requestId) => this.putRequest(state, requestId, commit.seq)),
      ...events.map((event) => this.outbox.send(state, event, commit)),
      this.desks.announce(state, events, commit),
    ]);
  }

  /** Whoever looks on is told once there is something to see. */
  private async putViews(before: CaseState, state: CaseState, seq: number): Promise<void> {
    const policy = await this.policies.getPinned(state.policyHash);
    await Promise.all([this.caseRows.put(caseRowOf(state, seq, policy.name)), ...taskRowsOf(before, state, policy, seq).map((row) => this.tasks.put(row))]);
    this.live.tell({ caseId: state.caseId, batchId: state.batchId, seq });
  }

  private async putRequest(state: CaseState, requestId: RequestId, seq: number): Promise<void> {
    const request = findRequest(state, requestId);
    if (request) await this.requestRows.put(requestRowOf(state, request, seq));
  }

  private setAlarm(caseId: string, before: number | undefined, after: number | undefined): void {
    if (after === before) return;
    if (after === undefined) this.alarms.clear(caseId);
    else this.alarms.set(caseId, after);
  }
}

/** Each request that a group of events touches, once. */
function requestIdsOf(events: readonly CaseEvent[]): RequestId[] {
  return [...new Set(events.flatMap(({ data }) => ('requestId' in data ? [data.requestId] : [])))];
}
