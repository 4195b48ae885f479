import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { agencyDurable, streamNames } from '@lianshen/contracts/messages';
import type { Registry } from 'prom-client';
import { AccessLog, ON_READING } from '@lianshen/platform/access';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { ROLES_LENT_TO, SignInController, type RolesLentTo } from '@lianshen/platform/identity';
import { SEEN_HEADS } from '@lianshen/platform/ledger';
import { JetStreamStrategy, type Nats } from '@lianshen/platform/messaging';
import { consumingCheck, DeadLettersController, groundChecks, identityProviders, KeysController, LOG, MONGO, NATS, ProcessModule, sealedReceiver, VerifyLedgerController, WrappingKeysController } from '@lianshen/platform/process';
import { DeclarationsController, DeclarationStreams, MATTERS, OwnRelationsRecord, RECUSAL_ROW, RecusalMarks, recusalRowSchema, Recusals, RecusalsController } from '@lianshen/platform/recusal';
import { HealthController, METRICS, MetricsController, READINESS_CHECKS, type Log, type ReadinessCheck } from '@lianshen/platform/telemetry';
import { Delegations } from './delegations/delegations.js';
import { DelegationsController } from './delegations/delegations.controller.js';
import { ItemMatters } from './recusal/item-matters.js';
import { CONNECTOR, type Connector } from './connectors/connector.js';
import { LookUps } from './connectors/look-ups.js';
import { openConnector } from './connectors/open-connector.js';
import { AgencyClosing } from './closing/agency-closing.js';
import { ClosedConsumer } from './closing/closed.consumer.js';
import { CoordinatorKeys } from './coordinator-keys.js';
import { ENVIRONMENT, type AdapterEnvironment } from './environment.js';
import { ProposeInfluencePeriodsController } from './influence-period/propose-influence-periods.controller.js';
import { AutomaticAnswer } from './reply/automatic-answer.js';
import { ReplyOutbox } from './reply/reply-outbox.js';
import { ResendNonAnswers } from './reply/resend-non-answers.js';
import { ResendVerdicts } from './reply/resend-verdicts.js';
import { StandingOrderRecord } from './reply/standing-order-record.js';
import { ItemHeads } from './seen-heads.js';
import { WORK_ITEM, workItemSchema } from './views/work-item.model.js';
import { AnswerMany } from './worklist/answer-many/answer-many.js';
import { AnswerManyController } from './worklist/answer-many/answer-many.controller.js';
import { ClearAnswers } from './worklist/answer-many/clear-answers.js';
import { RecordsOfMany } from './worklist/answer-many/records-of-many.js';
import { ReviewManyController } from './worklist/answer-many/review-many.controller.js';
import { SavedViewsController } from './saved-views/saved-views.controller.js';
import { SAVED_VIEWS, savedViewsSchema } from './saved-views/saved-views.model.js';
import { AnswerOpenItems } from './worklist/answer-open-items.js';
import { ApproveMany } from './worklist/approve-many/approve-many.js';
import { ApproveManyController } from './worklist/approve-many/approve-many.controller.js';
import { ApproveController } from './worklist/approve/approve.controller.js';
import { AskController } from './worklist/ask/ask.controller.js';
import { AssignController } from './worklist/assign/assign.controller.js';
import { BundleStreams } from './worklist/bundles/bundle-streams.js';
import { ListBundlesController } from './worklist/bundles/list-bundles.controller.js';
import { ReadBundleController } from './worklist/bundles/read-bundle.controller.js';
import { ClaimController } from './worklist/claim/claim.controller.js';
import { CountItemsController } from './worklist/count-items/count-items.controller.js';
import { EarlierAnswers } from './worklist/earlier-answers/earlier-answers.js';
import { ReadEarlierAnswersController } from './worklist/earlier-answers/read-earlier-answers.controller.js';
import { HearCoordinatorConsumer } from './worklist/hear-coordinator/hear-coordinator.consumer.js';
import { ItemCommands } from './worklist/item-commands.js';
import { ItemOutcomes } from './worklist/item-outcomes.js';
import { ItemStreams } from './worklist/item-streams.js';
import { ItemLines } from './worklist/list-items/item-lines.js';
import { ListItemsController } from './worklist/list-items/list-items.controller.js';
import { ManyItems } from './worklist/many-items.js';
import { ItemChanges } from './worklist/live/item-changes.js';
import { StreamWorklistController } from './worklist/live/stream-worklist.controller.js';
import { STANDARD_STREAM_BOUNDS, STREAM_BOUNDS, WorklistStreams } from './worklist/live/worklist-streams.js';
import { OrderRecusalController } from './worklist/order-recusal/order-recusal.controller.js';
import { PresenceController } from './worklist/presence/presence.controller.js';
import { PRESENCE, presenceSchema } from './worklist/presence/presence.model.js';
import { Presences } from './worklist/presence/presences.js';
import { ReadItemAccessController } from './worklist/read-access/read-item-access.controller.js';
import { ItemReader } from './worklist/read-item/item-reader.js';
import { ReadItemController } from './worklist/read-item/read-item.controller.js';
import { RecallConsumer } from './worklist/recall/recall.consumer.js';
import { RequestConsumer } from './worklist/receive-request/request.consumer.js';
import { AnswerConsumer } from './worklist/record-answer/answer.consumer.js';
import { RefoldRows } from './worklist/refold-rows.js';
import { ReadReplyLetterController } from './worklist/reply-letter/read-reply-letter.controller.js';
import { ReturnAnswerController } from './worklist/return-answer/return-answer.controller.js';
import { DRAFT, draftSchema } from './worklist/save-draft/draft.model.js';
import { Drafts } from './worklist/save-draft/drafts.js';
import { SaveDraftController } from './worklist/save-draft/save-draft.controller.js';
import { ItemMarks } from './worklist/search-items/item-marks.js';
import { SearchItemsController } from './worklist/search-items/search-items.controller.js';
import { SubmitController } from './worklist/submit/submit.controller.js';
import { WithdrawController } from './worklist/withdraw/withdraw.controller.js';

/**
 * Ready means: the store and NATS answer, requests are being pulled, and a register that is named can be trusted. A
 * look-up service that is away takes nobody's worklist away.
 */
const readinessChecks: Provider = {
  provide: READINESS_CHECKS,
  inject: [MONGO, NATS, JetStreamStrategy, CONNECTOR],
  useFactory: (mongo: Connection, nats: Nats, requests: JetStreamStrategy, connector: Connector): ReadinessCheck[] => [
    ...groundChecks(mongo, nats),
    consumingCheck(requests),
    { name: 'connector', check: () => connector.health !== 'refused' },
  ],
};

const connector: Provider = {
  provide: CONNECTOR,
  inject: [ENVIRONMENT, CLOCK, LOG, METRICS],
  useFactory: ({ CONNECTOR: settings }: AdapterEnvironment, clock: Clock, log: Log, metrics: Registry): Connector => openConnector(settings, { clock, log, metrics, random: Math.random }),
};

/** Who acts in another's place comes in by the outer door. */
const rolesLentTo: Provider = {
  provide: ROLES_LENT_TO,
  inject: [Delegations],
  useFactory: (delegations: Delegations): RolesLentTo => (person) => delegations.rolesLentTo(person),
};

/** The adapter of one agency, running inside that agency. */
@Module({})
export class AppModule {
  static for(environment: AdapterEnvironment): DynamicModule {
    const { AGENCY_ID, JURISDICTION } = environment;
    return {
      module: AppModule,
      imports: [
        ProcessModule.forParty('agency-adapter', AGENCY_ID, environment),
        MongooseModule.forFeature([
          { name: WORK_ITEM, schema: workItemSchema },
          { name: DRAFT, schema: draftSchema },
          { name: RECUSAL_ROW, schema: recusalRowSchema },
          { name: PRESENCE, schema: presenceSchema },
          { name: SAVED_VIEWS, schema: savedViewsSchema },
        ]),
      ],
      controllers: [
        HealthController, MetricsController, SignInController, KeysController, WrappingKeysController, DeadLettersController, VerifyLedgerController,
        ListItemsController, SearchItemsController, CountItemsController, StreamWorklistController, SavedViewsController, PresenceController, ReadEarlierAnswersController, ReadReplyLetterController,
        ReadItemController, ReadItemAccessController, ClaimController, SaveDraftController, SubmitController, WithdrawController, ApproveController, ReturnAnswerController, AskController,
        AssignController, OrderRecusalController, DeclarationsController, RecusalsController, DelegationsController, ProposeInfluencePeriodsController,
        ReviewManyController, AnswerManyController, ListBundlesController, ReadBundleController, ApproveManyController,
        RequestConsumer, RecallConsumer, AnswerConsumer, HearCoordinatorConsumer, ClosedConsumer,
      ],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: SEEN_HEADS, useClass: ItemHeads },
        ...identityProviders(environment),
        sealedReceiver('agency', [{ stream: streamNames(JURISDICTION).requests, durable: agencyDurable(AGENCY_ID), sender: COORDINATOR }]),
        readinessChecks,
        AgencyClosing, CoordinatorKeys, connector, LookUps, AutomaticAnswer, StandingOrderRecord,
        ItemStreams, ReplyOutbox, ResendVerdicts, ResendNonAnswers, AnswerOpenItems,
        // An agency has no desk for its auditor: they see it on /metrics and in the list of an item.
        { provide: ON_READING, useValue: async () => undefined },
        AccessLog, Drafts, ItemReader, ItemCommands,
        ManyItems, ItemOutcomes, BundleStreams, RecordsOfMany, ClearAnswers, AnswerMany, ApproveMany,
        ItemMarks, ItemLines, ItemChanges, WorklistStreams, Presences, EarlierAnswers, RefoldRows,
        { provide: STREAM_BOUNDS, useValue: STANDARD_STREAM_BOUNDS },
        { provide: MATTERS, useClass: ItemMatters },
        RecusalMarks, OwnRelationsRecord, DeclarationStreams, Recusals, Delegations, rolesLentTo,
      ],
    };
  }
}
