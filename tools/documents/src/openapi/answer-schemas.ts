import {
  AgencyEstimate, AgencyFigures, AnswerForm, BatchOpened, CaseClockView, CasePage, CaseView, DaysSpread, DeliveryPage, DeskPreferences, EstimateView, HaltFigures, ImportReport, InboxItem, InboxPage, KeysRegistered, LedgerVerification, Live, MinutesSpread, OpenBatchBody, OpenRequestPage,
  PartyPublicKeys, PolicyFigures, Problem, ProposeCandidateBody, Ready, RecomputationView, RefusedRow, RequestView, RowFault, Sentence, StageTimes, StatisticsView, VerdictView, WhoAmI, WorkItemPage, WorkItemView,
} from '@lianshen/contracts/api';

/** The schemas that stand under a name of their own in the documents. */
export const NAMED_SCHEMAS = {
  AgencyEstimate, AgencyFigures, AnswerForm, BatchOpened, CaseClockView, CasePage, CaseView, DaysSpread, DeliveryPage, DeskPreferences, EstimateView, HaltFigures, ImportReport, InboxItem, InboxPage, KeysRegistered, LedgerVerification, Live, MinutesSpread, OpenBatchBody, OpenRequestPage,
  PartyPublicKeys, PolicyFigures, Problem, ProposeCandidateBody, Ready, RecomputationView, RefusedRow, RequestView, RowFault, Sentence, StageTimes, StatisticsView, VerdictView, WhoAmI, WorkItemPage, WorkItemView,
};
