import type { INestApplicationContext } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { TakeOver } from '@lianshen/platform/ledger';
import { provisionStreams, type Nats } from '@lianshen/platform/messaging';
import { LOG, NATS, Shutdown } from '@lianshen/platform/process';
import { RECUSAL_ROW } from '@lianshen/platform/recusal';
import type { Log } from '@lianshen/platform/telemetry';
import { Recurring } from '@lianshen/platform/timers';
import { AgencyRegistry } from './agencies/agency-registry.js';
import { ProvisionAgencies } from './agencies/provision-agencies.js';
import { Calendars } from './calendars/calendars.js';
import { ENVIRONMENT, type CoordinatorEnvironment } from './environment.js';
import { FollowPolicies } from './policies/follow-policies.js';
import { DailySelfCheck } from './self-check/daily-self-check.js';
import { ALARM_DAY_ROW } from './views/alarm-day-row.model.js';
import { FillReadings } from './oversight/access/fill-readings.js';
import { READING_ROW } from './oversight/access/reading-row.model.js';
import { FillStatistics } from './statistics/rows/fill-statistics.js';
import { STATISTIC_ROW } from './statistics/rows/statistic-row.model.js';
import { CASE_ROW } from './views/case-row.model.js';
import { BATCH_ROW } from './views/batch-row.model.js';
import { FillCaseViews } from './views/fill-case-views.js';
import { REQUEST_ROW } from './views/request-row.model.js';
import { TASK_ROW } from './views/task-row.model.js';
import { FollowAgencies } from './vetting/follow-agencies/follow-agencies.js';
import { WatchDeadlines } from './vetting/overdue/watch-deadlines.js';
import { RecountDeadlines } from './vetting/recount-deadlines/recount-deadlines.js';
import { WatchValidity } from './vetting/re-vet/watch-validity.js';
import { PERSON_MARK } from './vetting/same-person/person-mark.model.js';
import { ResendRequests } from './vetting/send-requests/resend-requests.js';

const RECONCILE_ALARMS_MS = 10_000;
const RESEND_MS = 15_000;
/** After so long a replica addresses the keys that another one has registered; docs/keys.md names it. Before it judges a message it looks anyway. */
const REFRESH_AGENCIES_MS = 2_000;
/** After so long a replica opens batches under a version that was adopted at another one. */
const FOLLOW_POLICIES_MS = 2_000;
const FOLLOW_AGENCIES_MS = 5_000;
const MARK_LAPSED_MS = 60_000;
const RECOUNT_MS = 60_000;
/** Whether a day is over that nobody has checked. */
const SELF_CHECK_MS = 600_000;
const FILL_STATISTICS_MS = 60_000;
const FILL_VIEWS_MS = 60_000;

/** What must have happened before the first request or message comes in; then the work that repeats begins. */
export async function prepare(application: INestApplicationContext): Promise<void> {
  const { JURISDICTION, STREAM_BYTES_MAX } = application.get<CoordinatorEnvironment>(ENVIRONMENT);
  const nats = application.get<Nats>(NATS);
  const agencies = application.get(AgencyRegistry);
  for (const name of [CASE_ROW, BATCH_ROW, TASK_ROW, REQUEST_ROW, ALARM_DAY_ROW, STATISTIC_ROW, PERSON_MARK, READING_ROW, RECUSAL_ROW]) await application.get<Model<unknown>>(getModelToken(name), { strict: false }).createIndexes();
  application.get(Calendars).load();
  await application.get(FollowPolicies).load();
  await agencies.refresh();
  await provisionStreams(nats.connection, JURISDICTION, STREAM_BYTES_MAX);
  await application.get(FollowPolicies).run();
  await application.get(FollowPolicies).provisionNamed();
  await application.get(ProvisionAgencies).provisionRecorded();
  startRecurring(application);
}

function startRecurring(application: INestApplicationContext): void {
  const log = application.get<Log>(LOG);
  const deadlines = application.get(WatchDeadlines);
  const requests = application.get(ResendRequests);
  const agencies = application.get(AgencyRegistry);
  const validity = application.get(WatchValidity);
  const following = application.get(FollowAgencies);
  const policies = application.get(FollowPolicies);
  const recounting = application.get(RecountDeadlines);
  const consumers = application.get(ProvisionAgencies);
  const selfCheck = application.get(DailySelfCheck);
  const statistics = application.get(FillStatistics);
  const views = application.get(FillCaseViews);
  const readings = application.get(FillReadings);
  application.get(TakeOver).start();
  const refresh = async () => {
    await agencies.refresh();
    await consumers.provisionRecorded();
  };
  const work = [
    new Recurring('reconcile alarms', RECONCILE_ALARMS_MS, async () => void (await deadlines.reconcile()), log),
    new Recurring('resend requests', RESEND_MS, async () => void (await requests.resendUnacknowledged()), log),
    new Recurring('mark lapsed conclusions', MARK_LAPSED_MS, async () => void (await validity.markLapsed()), log),
    new Recurring('recount provisional deadlines', RECOUNT_MS, async () => void (await recounting.run()), log),
    new Recurring('self-check', SELF_CHECK_MS, () => selfCheck.run(), log),
    new Recurring('fill statistics', FILL_STATISTICS_MS, () => statistics.fill(), log),
    new Recurring('fill views', FILL_VIEWS_MS, () => views.fill(), log),
    new Recurring('fill readings', FILL_VIEWS_MS, () => readings.fill(), log),
    new Recurring('refresh agencies', REFRESH_AGENCIES_MS, refresh, log),
    new Recurring('follow policies', FOLLOW_POLICIES_MS, () => policies.run(), log),
    new Recurring('follow agencies', FOLLOW_AGENCIES_MS, () => following.run(), log),
  ];
  for (const each of work) {
    each.start();
    application.get(Shutdown).add('work', () => each.stop());
  }
}
