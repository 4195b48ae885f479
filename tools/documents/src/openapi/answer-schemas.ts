import {
  AnswerForm, BatchOpened, CaseClockView, CasePage, CaseView, DeliveryPage, DeskPreferences, ImportReport, InboxItem, InboxPage, KeysRegistered, LedgerVerification, Live, OpenBatchBody, OpenRequestPage,
  PartyPublicKeys, Problem, ProposeCandidateBody, Ready, RefusedRow, RequestView, RowFault, Sentence, VerdictView, WhoAmI, WorkItemPage, WorkItemView,
} from '@lianshen/contracts/api';

/** The schemas that stand under a name of their own in the documents. */
export const NAMED_SCHEMAS = {
  AnswerForm, BatchOpened, CaseClockView, CasePage, CaseView, DeliveryPage, DeskPreferences, ImportReport, InboxItem, InboxPage, KeysRegistered, LedgerVerification, Live, OpenBatchBody, OpenRequestPage,
  PartyPublicKeys, Problem, ProposeCandidateBody, Ready, RefusedRow, RequestView, RowFault, Sentence, VerdictView, WhoAmI, WorkItemPage, WorkItemView,
};
