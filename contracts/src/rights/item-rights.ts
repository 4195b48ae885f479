import type { WorkItemStatus } from '../api/worklist.js';
import type { RightsByStatus, ByStatus } from './rights-table.js';

/** What can be done with a work item or read of it at an adapter, by the id of its route. */
export type ItemOperation =
  | 'listItems' | 'readItem' | 'readItemAccess' | 'claimItem' | 'releaseItem' | 'saveDraft' | 'submitAnswer' | 'withdrawSubmission'
  | 'approveAnswer' | 'returnAnswer' | 'askForMore' | 'askForTime' | 'declareOutOfScope' | 'recuse'
  | 'assignItem' | 'orderRecusal' | 'searchItems' | 'readEarlierAnswers' | 'readReplyLetter' | 'showPresence' | 'endPresence';

const yes: ByStatus<WorkItemStatus> = { open: true, waiting: true, submitted: true, answered: true, filed: true, rejected: true, declined: true, recalled: true };
const no: ByStatus<WorkItemStatus> = { open: false, waiting: false, submitted: false, answered: false, filed: false, rejected: false, declined: false, recalled: false };
/** What was recalled is nobody's work any more, and whom it was about is no line of a list. */
const unlessRecalled: ByStatus<WorkItemStatus> = { ...yes, recalled: false };

/** The coordinator's people, and those of no agency, have nothing at an adapter: the same on every line. */
const OUTSIDE = { nominator: no, officer: no, coordinatorApprover: no, overseer: no, administrator: no } as const;

/** A role counts with the claim of the adapter's own agency alone. */
export const ITEM_RIGHTS: RightsByStatus<ItemOperation, WorkItemStatus> = {
  listItems: { ...OUTSIDE, clerk: unlessRecalled, approver: unlessRecalled, agencyHead: yes, superior: no, auditor: no },
  readItem: { ...OUTSIDE, clerk: yes, approver: yes, agencyHead: yes, superior: no, auditor: no },
  searchItems: { ...OUTSIDE, clerk: unlessRecalled, approver: unlessRecalled, agencyHead: yes, superior: no, auditor: no },
  // Whoever has an item open may ask for it; of what was recalled the head alone is told, as in a list.
  readEarlierAnswers: { ...OUTSIDE, clerk: yes, approver: yes, agencyHead: yes, superior: no, auditor: no },
  readReplyLetter: { ...OUTSIDE, clerk: unlessRecalled, approver: unlessRecalled, agencyHead: yes, superior: no, auditor: no },
  showPresence: { ...OUTSIDE, clerk: yes, approver: yes, agencyHead: yes, superior: no, auditor: no },
  endPresence: { ...OUTSIDE, clerk: yes, approver: yes, agencyHead: yes, superior: no, auditor: no },
  readItemAccess: { ...OUTSIDE, clerk: no, approver: no, agencyHead: yes, superior: no, auditor: yes },
  claimItem: { ...OUTSIDE, clerk: yes, approver: no, agencyHead: no, superior: no, auditor: no },
  releaseItem: { ...OUTSIDE, clerk: yes, approver: no, agencyHead: yes, superior: no, auditor: no },
  saveDraft: { ...OUTSIDE, clerk: yes, approver: no, agencyHead: no, superior: no, auditor: no },
  submitAnswer: { ...OUTSIDE, clerk: yes, approver: no, agencyHead: no, superior: no, auditor: no },
  withdrawSubmission: { ...OUTSIDE, clerk: yes, approver: no, agencyHead: no, superior: no, auditor: no },
  approveAnswer: { ...OUTSIDE, clerk: no, approver: yes, agencyHead: yes, superior: no, auditor: no },
  returnAnswer: { ...OUTSIDE, clerk: no, approver: yes, agencyHead: yes, superior: no, auditor: no },
  askForMore: { ...OUTSIDE, clerk: yes, approver: no, agencyHead: no, superior: no, auditor: no },
  askForTime: { ...OUTSIDE, clerk: yes, approver: no, agencyHead: no, superior: no, auditor: no },
  declareOutOfScope: { ...OUTSIDE, clerk: no, approver: yes, agencyHead: yes, superior: no, auditor: no },
  assignItem: { ...OUTSIDE, clerk: no, approver: no, agencyHead: yes, superior: no, auditor: no },
  // The head orders staff off an item, and the superior the head: neither sees anything of it thereby.
  orderRecusal: { ...OUTSIDE, clerk: no, approver: no, agencyHead: yes, superior: yes, auditor: no },
  recuse: { ...OUTSIDE, clerk: no, approver: no, agencyHead: yes, superior: no, auditor: no },
};
