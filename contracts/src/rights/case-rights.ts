import type { CaseStatus } from '../api/case-status.js';
import type { RightsByStatus, ByStatus } from './rights-table.js';

/** What can be done with a case or read of it, by the id of its route. */
export type CaseOperation =
  | 'readCase' | 'readTimeline' | 'readClock' | 'estimateCase' | 'readCaseFile' | 'printCaseSheet' | 'printBatchList' | 'listCases' | 'listAllCases' | 'readMatrix' | 'searchCases' | 'listDecisions' | 'listOutcomes' | 'readCaseAccess' | 'listDisclosures' | 'listClearances'
  | 'startVetting' | 'withdrawCase' | 'considerAdvice' | 'issueConclusion' | 'reVet' | 'putOnAgenda' | 'listAgenda'
  | 'proposeDecision' | 'confirmDecision' | 'refuseDecision' | 'reassignRequest' | 'sendSupplement' | 'decideExtension' | 'orderOfficerRecusal';

const yes: ByStatus<CaseStatus> = { screening: true, vetting: true, halted: true, suspended: true, cleared: true, terminated: true, withdrawn: true, lapsed: true };
const no: ByStatus<CaseStatus> = { screening: false, vetting: false, halted: false, suspended: false, cleared: false, terminated: false, withdrawn: false, lapsed: false };

/** Agencies work at their adapters and an administrator sees no case: the same on every line. */
const OUTSIDE = { clerk: no, approver: no, agencyHead: no, superior: no, administrator: no } as const;

/**
 * The nominating unit sees outcomes alone. An overseer sees the process and no words about a person; an auditor the case
 * too, and nobody's file; neither changes anything.
 */
export const CASE_RIGHTS: RightsByStatus<CaseOperation, CaseStatus> = {
  readCase: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: yes },
  readTimeline: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  readClock: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  estimateCase: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: yes },
  readCaseFile: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: no },
  listCases: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  // What is signed is the officers' and the approvers', as the file is.
  printBatchList: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: no },
  printCaseSheet: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: no },
  listAllCases: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  readMatrix: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  // Whoever finds a case by a name learns whose it is.
  searchCases: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: no },
  listDecisions: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: yes },
  listOutcomes: { ...OUTSIDE, nominator: yes, officer: no, coordinatorApprover: no, overseer: no, auditor: no },
  readCaseAccess: { ...OUTSIDE, nominator: no, officer: no, coordinatorApprover: no, overseer: yes, auditor: yes },
  listDisclosures: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  listClearances: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  startVetting: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  withdrawCase: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  considerAdvice: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  issueConclusion: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  reVet: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  putOnAgenda: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  listAgenda: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: yes, auditor: yes },
  proposeDecision: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  confirmDecision: { ...OUTSIDE, nominator: no, officer: no, coordinatorApprover: yes, overseer: no, auditor: no },
  refuseDecision: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: yes, overseer: no, auditor: no },
  reassignRequest: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  sendSupplement: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
  // An approver orders officers off a case, and the superior an approver: neither sees anything of it thereby.
  orderOfficerRecusal: { ...OUTSIDE, superior: yes, nominator: no, officer: no, coordinatorApprover: yes, overseer: no, auditor: no },
  decideExtension: { ...OUTSIDE, nominator: no, officer: yes, coordinatorApprover: no, overseer: no, auditor: no },
};
