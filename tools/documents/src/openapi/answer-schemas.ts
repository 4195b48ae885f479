import {
  AgencyEstimate, AgencyFigures, AnswerForm, BatchOpened, CaseClockView, CasePage, CaseView, DeliveryPage, DeskPreferences, EstimateView, ImportReport, InboxItem, InboxPage, KeysRegistered, LedgerVerification, Live, OpenBatchBody, OpenRequestPage,
  PartyPublicKeys, PolicyFigures, Problem, ProposeCandidateBody, Ready, RefusedRow, RequestView, RowFault, Sentence, StatisticsView, VerdictView, WhoAmI, WorkItemPage, WorkItemView,
} from '@lianshen/contracts/api';

/** The schemas that stand under a name of their own in the documents. */
export const NAMED_SCHEMAS = {
  AgencyEstimate, AgencyFigures, AnswerForm, BatchOpened, CaseClockView, CasePage, CaseView, DeliveryPage, DeskPreferences, EstimateView, ImportReport, InboxItem, InboxPage, KeysRegistered, LedgerVerification, Live, OpenBatchBody, OpenRequestPage,
  PartyPublicKeys, PolicyFigures, Problem, ProposeCandidateBody, Ready, RefusedRow, RequestView, RowFault, Sentence, StatisticsView, VerdictView, WhoAmI, WorkItemPage, WorkItemView,
};
