import type { INestApplicationContext } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import type { Registry } from 'prom-client';
import { TakeOver } from '@lianshen/platform/ledger';
import { LOG, Shutdown } from '@lianshen/platform/process';
import { RECUSAL_ROW, type RecusalRows } from '@lianshen/platform/recusal';
import { gauge, METRICS, type Log } from '@lianshen/platform/telemetry';
import { Recurring } from '@lianshen/platform/timers';
import { CONNECTOR, type Connector } from './connectors/connector.js';
import { AgencyClosing } from './closing/agency-closing.js';
import { CoordinatorKeys } from './coordinator-keys.js';
import { ENVIRONMENT, type AdapterEnvironment } from './environment.js';
import { ReplyOutbox } from './reply/reply-outbox.js';
import { ResendNonAnswers } from './reply/resend-non-answers.js';
import { ResendVerdicts } from './reply/resend-verdicts.js';
import { StandingOrderRecord } from './reply/standing-order-record.js';
import { WORK_ITEM, type WorkItems } from './views/work-item.model.js';
import { AnswerOpenItems } from './worklist/answer-open-items.js';
import { WorklistStreams } from './worklist/live/worklist-streams.js';
import { PRESENCE, type PresenceDocuments } from './worklist/presence/presence.model.js';
import { Presences } from './worklist/presence/presences.js';
import { RefoldRows } from './worklist/refold-rows.js';

const RESEND_MS = 5_000;
const RESEND_QUESTIONS_MS = 30_000;
const REFRESH_CLOSING_MS = 5_000;
const WATCH_CONNECTOR_MS = 1_000;
/** For so long what another process has changed may go unseen on a page; docs/workbench.md names it. */
const LOOK_AT_ROWS_MS = 1_000;
const FORGET_PRESENCES_MS = 60_000;
/** After so long the coordinator's keys count as the file names them; docs/keys.md names it. */
const RELOAD_COORDINATOR_KEYS_MS = 2_000;

/** What must have happened before the first message comes in; then the work that repeats begins. */
export async function prepare(application: INestApplicationContext): Promise<void> {
  const items = application.get<WorkItems>(getModelToken(WORK_ITEM), { strict: false });
  application.get(CoordinatorKeys).reload();
  await items.createIndexes();
  await application.get<RecusalRows>(getModelToken(RECUSAL_ROW), { strict: false }).createIndexes();
  await application.get<PresenceDocuments>(getModelToken(PRESENCE), { strict: false }).createIndexes();
  await application.get(RefoldRows).refold();
  await application.get(AgencyClosing).refresh();
  await application.get(StandingOrderRecord).record();
  // A register is read before anybody is answered from it.
  await application.get<Connector>(CONNECTOR).changed();
  if ((await items.findOne({}).lean()) === null) askForOpenRequests(application);
  startRecurring(application, items);
}

/** An empty store was lost, or is new: either way the coordinator knows what is open. */
function askForOpenRequests(application: INestApplicationContext): void {
  const log = application.get<Log>(LOG);
  application.get(ReplyOutbox).resync('store-empty').catch((error: unknown) => log.warn({ err: error }, 'the open requests could not be asked for'));
}

/** Nothing is answered later where no standing order lets a machine answer at all; a register is watched for the forms. */
function answeringLater(application: INestApplicationContext, log: Log): Recurring {
  const { STANDING_ORDER_FILE } = application.get<AdapterEnvironment>(ENVIRONMENT);
  const connector = application.get<Connector>(CONNECTOR);
  const openItems = application.get(AnswerOpenItems);
  const shutdown = application.get(Shutdown);
  gauge(application.get<Registry>(METRICS), 'hub_look_ups_waiting', 'open items that wait to be looked up for an automatic answer', () => openItems.waitingCount);
  // What is under way ends with the connector, so that nothing waits for a service that is slow.
  shutdown.add('work', () => connector.close());
  shutdown.add('work', () => openItems.stop());
  const watch = async () => {
    if (await connector.changed()) openItems.takeUpAll();
    if (STANDING_ORDER_FILE) await openItems.turn();
  };
  return new Recurring('watch the connector and answer open items', WATCH_CONNECTOR_MS, watch, log);
}

function startRecurring(application: INestApplicationContext, items: WorkItems): void {
  const log = application.get<Log>(LOG);
  const verdicts = application.get(ResendVerdicts);
  const nonAnswers = application.get(ResendNonAnswers);
  const coordinatorKeys = application.get(CoordinatorKeys);
  gauge(application.get<Registry>(METRICS), 'hub_verdicts_unfiled', 'verdicts that the coordinator has not answered', () => verdicts.unfiledCount());
  application.get(TakeOver).start();
  gauge(application.get<Registry>(METRICS), 'hub_items_awaiting_substitute', 'items that wait for a substitute of somebody who was recused', () => items.countDocuments({ awaitsSubstitute: true }));
  const presences = application.get(Presences);
  gauge(application.get<Registry>(METRICS), 'hub_items_open_in_pages', 'items that somebody has open in a page, counted for each person', () => presences.count());
  const work = [
    new Recurring('look at what other processes changed', LOOK_AT_ROWS_MS, () => application.get(WorklistStreams).lookAtRows(), log),
    new Recurring('forget who has closed an item', FORGET_PRESENCES_MS, () => presences.forget(), log),
    new Recurring('resend verdicts', RESEND_MS, async () => void (await verdicts.resend()), log),
    new Recurring('resend questions', RESEND_QUESTIONS_MS, async () => void (await nonAnswers.resend()), log),
    new Recurring('refresh the closing', REFRESH_CLOSING_MS, () => application.get(AgencyClosing).refresh(), log),
    answeringLater(application, log),
    new Recurring("reload the coordinator's keys", RELOAD_COORDINATOR_KEYS_MS, async () => coordinatorKeys.reload(), log),
  ];
  for (const each of work) {
    each.start();
    application.get(Shutdown).add('work', () => each.stop());
  }
}
