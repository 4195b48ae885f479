import { Module, type DynamicModule } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import { SignInController } from '@lianshen/platform/identity';
import { SEEN_HEADS } from '@lianshen/platform/ledger';
import { BEFORE_EACH_MESSAGE, DeadLettersController, identityProviders, KeysController, ProcessModule, sealedReceiver, VerifyLedgerController, WrappingKeysController } from '@lianshen/platform/process';
import { DeclarationsController, DeclarationStreams, MATTERS, OwnRelationsRecord, RECUSAL_ROW, RecusalMarks, recusalRowSchema, Recusals, RecusalsController } from '@lianshen/platform/recusal';
import { HealthController, MetricsController } from '@lianshen/platform/telemetry';
import { AgencyRegistry } from './agencies/agency-registry.js';
import { AgencyCommands } from './agencies/agency-commands.js';
import { AgencyNames } from './agencies/agency-names.js';
import { ChangeAgencyController } from './agencies/change-agency/change-agency.controller.js';
import { ProvisionAgencies } from './agencies/provision-agencies.js';
import { AgencyReader } from './agencies/read-agency/agency-reader.js';
import { ReadAgenciesController } from './agencies/read-agency/read-agencies.controller.js';
import { RegisterAgencyController } from './agencies/register-agency/register-agency.controller.js';
import { TellClosed } from './agencies/tell-closed/tell-closed.js';
import { AcceptLetterController } from './agencies/accept-letter/accept-letter.controller.js';
import { FreshKeys } from './agencies/fresh-keys.js';
import { ListKeysController } from './agencies/list-keys/list-keys.controller.js';
import { RegisterKeysController } from './agencies/register-keys/register-keys.controller.js';
import { RevokeKeyController } from './agencies/revoke-key/revoke-key.controller.js';
import { Calendars } from './calendars/calendars.js';
import { ENVIRONMENT, type CoordinatorEnvironment } from './environment.js';
import { AddCandidateController } from './intake/add-candidate/add-candidate.controller.js';
import { BatchStreams } from './intake/batches/batch-streams.js';
import { ImportsUnderWay } from './intake/batches/imports-under-way.js';
import { ImportBatchController } from './intake/import-batch/import-batch.controller.js';
import { ImportBatches } from './intake/import-batch/import-batch.js';
import { PreviewBatchController } from './intake/preview-batch/preview-batch.controller.js';
import { ReadReportController } from './intake/read-report/read-report.controller.js';
import { StartBatchController } from './intake/start-batch/start-batch.controller.js';
import { StartBatch } from './intake/start-batch/start-batch.js';
import { ListDisclosuresController } from './oversight/access/list-disclosures.controller.js';
import { ReadCaseAccessController } from './oversight/access/read-case-access.controller.js';
import { FillReadings } from './oversight/access/fill-readings.js';
import { followReadings } from './oversight/access/follow-readings.js';
import { READING_ROW, readingRowSchema } from './oversight/access/reading-row.model.js';
import { SearchReadingsController } from './oversight/access/search-readings.controller.js';
import { ListClearancesController } from './oversight/clearance/list-clearances.controller.js';
import { CaseHeads } from './oversight/seen-heads.js';
import { ListNominationsController } from './nominations/list-nominations.controller.js';
import { ListOutcomesController } from './nominations/list-outcomes.controller.js';
import { ListPoliciesController } from './policies/list-policies/list-policies.controller.js';
import { ChangePolicyController } from './policies/change-policy/change-policy.controller.js';
import { PolicyChangeReader } from './policies/change-policy/policy-change-reader.js';
import { PolicyCommands } from './policies/change-policy/policy-commands.js';
import { ReadPolicyChangesController } from './policies/change-policy/read-policy-changes.controller.js';
import { FollowPolicies } from './policies/follow-policies.js';
import { PolicyChangeStreams } from './policies/policy-change-streams.js';
import { TryPolicyController } from './policies/try-policy/try-policy.controller.js';
import { PolicyShelf } from './policies/policy-shelf.js';
import { PolicyStreams } from './policies/policy-streams.js';
import { CaseDoor } from './recusal/case-door.js';
import { CaseMatters } from './recusal/case-matters.js';
import { HiddenCases } from './recusal/hidden-cases.js';
import { OrderOfficerRecusalController } from './recusal/order-officer-recusal.controller.js';
import { readinessChecks } from './readiness.js';
import { SearchCases } from './search/search-cases.js';
import { SearchCasesController } from './search/search-cases.controller.js';
import { CountAlarms } from './self-check/count-alarms.js';
import { DailySelfCheck } from './self-check/daily-self-check.js';
import { ListSelfChecksController } from './self-check/list-self-checks.controller.js';
import { SelfCheckStreams } from './self-check/self-check-streams.js';
import { ALARM_DAY_ROW, alarmDayRowSchema } from './views/alarm-day-row.model.js';
import { EstimateBatchController } from './statistics/estimate/estimate-batch.controller.js';
import { EstimateCaseController } from './statistics/estimate/estimate-case.controller.js';
import { Estimates } from './statistics/estimate/estimates.js';
import { PastRequests } from './statistics/estimate/past-requests.js';
import { DescribeStatistics } from './statistics/read-statistics/describe-statistics.js';
import { ReadStatisticsController } from './statistics/read-statistics/read-statistics.controller.js';
import { StatisticsReader } from './statistics/read-statistics/statistics-reader.js';
import { PrintBatchListController } from './printing/print-batch-list.controller.js';
import { PrintCaseSheetController } from './printing/print-case-sheet.controller.js';
import { ReadBothSides } from './statistics/recompute/both-sides.js';
import { Recomputation } from './statistics/recompute/recomputation.js';
import { RecomputeController } from './statistics/recompute/recompute.controller.js';
import { FillStatistics } from './statistics/rows/fill-statistics.js';
import { FollowStatistics } from './statistics/rows/follow-statistics.js';
import { STATISTIC_ROW, statisticRowSchema } from './statistics/rows/statistic-row.model.js';
import { CASE_ROW, caseRowSchema } from './views/case-row.model.js';
import { BATCH_ROW, batchRowSchema } from './views/batch-row.model.js';
import { BatchSummaries } from './views/batch-summaries.js';
import { FillCaseViews } from './views/fill-case-views.js';
import { ListAgendaController } from './views/list-agenda.controller.js';
import { ListAllCasesController } from './views/list-all-cases.controller.js';
import { ListBatchesController } from './views/list-batches.controller.js';
import { ListCasesController } from './views/list-cases.controller.js';
import { ListOpenRequestsController } from './views/list-open-requests.controller.js';
import { ListTodayController } from './views/list-today.controller.js';
import { ReadMatrixController } from './views/read-matrix.controller.js';
import { REQUEST_ROW, requestRowSchema } from './views/request-row.model.js';
import { TASK_ROW, taskRowSchema } from './views/task-row.model.js';
import { AskingAgencies } from './vetting/asking-agencies.js';
import { CaseEffects } from './vetting/case-effects.js';
import { CaseStreams } from './vetting/case-streams.js';
import { ConcludeController } from './vetting/conclude/conclude.controller.js';
import { DecideExtensionController } from './vetting/decide-extension/decide-extension.controller.js';
import { ConsiderAdviceController } from './vetting/consider-advice/consider-advice.controller.js';
import { ListDecisionsController } from './vetting/decide-together/list-decisions.controller.js';
import { ProposeDecisionController } from './vetting/decide-together/propose-decision.controller.js';
import { SettleDecisionController } from './vetting/decide-together/settle-decision.controller.js';
import { VerdictConsumer } from './vetting/file-verdict/verdict.consumer.js';
import { FollowAgencies } from './vetting/follow-agencies/follow-agencies.js';
import { MoveRequests } from './vetting/follow-agencies/move-requests.js';
import { ChangedCases } from './vetting/follow-live/changed-cases.js';
import { LIVE_BOUNDS, LiveStreams, STANDARD_LIVE_BOUNDS } from './vetting/follow-live/live-streams.js';
import { StreamChangesController } from './vetting/follow-live/stream-changes.controller.js';
import { CountingTime } from './vetting/counting-time.js';
import { NonAnswers } from './vetting/non-answers.js';
import { DeskNoticeOutbox } from './vetting/notify-desks/desk-notice-outbox.js';
import { OfficerCommands } from './vetting/officer-commands.js';
import { CaseAlarms } from './vetting/overdue/case-alarms.js';
import { CompareAlarms } from './vetting/overdue/compare-alarms.js';
import { WatchDeadlines } from './vetting/overdue/watch-deadlines.js';
import { CaseWatch } from './vetting/propose-candidate/case-watch.js';
import { ProposeCandidate } from './vetting/propose-candidate/propose-candidate.js';
import { PutOnAgendaController } from './vetting/put-on-agenda/put-on-agenda.controller.js';
import { ReReviewConsumer } from './vetting/re-review/re-review.consumer.js';
import { ReVetController } from './vetting/re-vet/re-vet.controller.js';
import { RecountDeadlines } from './vetting/recount-deadlines/recount-deadlines.js';
import { WatchValidity } from './vetting/re-vet/watch-validity.js';
import { CaseDescriptions } from './vetting/read-case/case-descriptions.js';
import { CaseReader } from './vetting/read-case/case-reader.js';
import { ReadCaseFileController } from './vetting/read-case/read-case-file.controller.js';
import { ReadCaseController } from './vetting/read-case/read-case.controller.js';
import { ReadTimelineController } from './vetting/read-case/read-timeline.controller.js';
import { ReadClockController } from './vetting/read-clock/read-clock.controller.js';
import { ReassignRequestController } from './vetting/reassign-request/reassign-request.controller.js';
import { DeclinedConsumer } from './vetting/record-declined/declined.consumer.js';
import { ExtensionConsumer } from './vetting/record-extension/extension.consumer.js';
import { QuestionConsumer } from './vetting/record-question/question.consumer.js';
import { ReceiptConsumer } from './vetting/record-receipt/receipt.consumer.js';
import { ResyncConsumer } from './vetting/resync/resync.consumer.js';
import { FollowSamePerson } from './vetting/same-person/follow-same-person.js';
import { PERSON_MARK, personMarkSchema } from './vetting/same-person/person-mark.model.js';
import { SamePersonIndex } from './vetting/same-person/same-person-index.js';
import { SendSupplementController } from './vetting/send-supplement/send-supplement.controller.js';
import { CaseOutbox } from './vetting/send-requests/case-outbox.js';
import { RequestPayloads } from './vetting/send-requests/request-payloads.js';
import { ResendRequests } from './vetting/send-requests/resend-requests.js';
import { StartVettingController } from './vetting/start-vetting/start-vetting.controller.js';
import { WithdrawCaseController } from './vetting/withdraw-case/withdraw-case.controller.js';

/** The coordinator: the only writer of cases. */
@Module({})
export class AppModule {
  static for(environment: CoordinatorEnvironment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ProcessModule.forParty('coordinator', COORDINATOR, environment),
        MongooseModule.forFeature([
          { name: CASE_ROW, schema: caseRowSchema },
          { name: BATCH_ROW, schema: batchRowSchema },
          { name: READING_ROW, schema: readingRowSchema },
          { name: TASK_ROW, schema: taskRowSchema },
          { name: REQUEST_ROW, schema: requestRowSchema },
          { name: ALARM_DAY_ROW, schema: alarmDayRowSchema },
          { name: STATISTIC_ROW, schema: statisticRowSchema },
          { name: PERSON_MARK, schema: personMarkSchema },
          { name: RECUSAL_ROW, schema: recusalRowSchema },
        ]),
      ],
      controllers: [
        HealthController, MetricsController, SignInController, KeysController, WrappingKeysController, VerifyLedgerController,
        ListBatchesController, ReadMatrixController, ReadReportController, PreviewBatchController, PrintBatchListController,
        ListAllCasesController, SearchCasesController, PrintCaseSheetController, ListTodayController, StreamChangesController,
        ImportBatchController, AddCandidateController, ListCasesController, ListOutcomesController, ListNominationsController, SearchReadingsController, ListPoliciesController, TryPolicyController, ReadPolicyChangesController, ChangePolicyController, ReadCaseController, ConcludeController,
        RegisterKeysController, ListKeysController, RevokeKeyController, AcceptLetterController, DeadLettersController, ListOpenRequestsController,
        ReadAgenciesController, RegisterAgencyController, ChangeAgencyController,
        SendSupplementController, DecideExtensionController, ReassignRequestController,
        StartBatchController, StartVettingController, WithdrawCaseController, ConsiderAdviceController, ReVetController, PutOnAgendaController, ListAgendaController,
        ListDecisionsController, ProposeDecisionController, SettleDecisionController,
        DeclarationsController, RecusalsController, OrderOfficerRecusalController,
        ReadTimelineController, ReadClockController, ReadCaseFileController, ReadCaseAccessController, ListDisclosuresController, ListClearancesController, ListSelfChecksController,
        ReadStatisticsController, RecomputeController, EstimateBatchController, EstimateCaseController,
        VerdictConsumer, ReceiptConsumer, ResyncConsumer, QuestionConsumer, ExtensionConsumer, DeclinedConsumer, ReReviewConsumer,
      ],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        ...identityProviders(environment),
        { provide: SEEN_HEADS, useClass: CaseHeads },
        readinessChecks,
        sealedReceiver('coordinator', []),
        { provide: BEFORE_EACH_MESSAGE, inject: [FreshKeys], useFactory: (keys: FreshKeys) => () => keys.get() },
        PolicyStreams, PolicyShelf, PolicyChangeStreams, FollowPolicies, PolicyChangeReader, PolicyCommands, Calendars, AgencyRegistry, FreshKeys,
        AgencyNames, AgencyReader, AgencyCommands, ProvisionAgencies, TellClosed, FollowAgencies, MoveRequests,
        ImportsUnderWay, BatchStreams, ImportBatches,
        SamePersonIndex, FollowSamePerson,
        BatchSummaries, FillCaseViews, SearchCases, ChangedCases, LiveStreams, { provide: LIVE_BOUNDS, useValue: STANDARD_LIVE_BOUNDS },
        CaseStreams, CaseEffects, CaseOutbox, DeskNoticeOutbox, RequestPayloads, CaseAlarms, CaseWatch,
        AskingAgencies, CaseDescriptions, ProposeCandidate, StartBatch, ResendRequests, CompareAlarms, WatchDeadlines, RecountDeadlines, WatchValidity, OfficerCommands, NonAnswers, CountingTime,
        SelfCheckStreams, CountAlarms, DailySelfCheck,
        AccessLog, followReadings, FillReadings, CaseReader,
        FollowStatistics, FillStatistics, StatisticsReader, DescribeStatistics, ReadBothSides, Recomputation, PastRequests, Estimates,
        { provide: MATTERS, useClass: CaseMatters },
        RecusalMarks, OwnRelationsRecord, DeclarationStreams, Recusals, CaseDoor, HiddenCases,
      ],
    };
  }
}
