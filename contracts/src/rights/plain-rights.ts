import type { Role } from './role.js';

/** What has no case or item behind it whose status could matter, by the id of its route. */
export type PlainOperation =
  | 'importBatch' | 'previewBatch' | 'startBatch' | 'listBatches' | 'readBatch' | 'readImportReport' | 'listToday' | 'streamChanges' | 'proposeCandidate' | 'listOpenRequests'
  | 'searchReadings' | 'listNominations' | 'listPolicies' | 'readPolicy' | 'lintPolicy' | 'dryRunPolicy' | 'listPolicyChanges' | 'readPolicyChange' | 'proposePolicy' | 'adoptPolicy' | 'refusePolicy'
  | 'readStatistics' | 'recomputeStatistics' | 'estimateBatch'
  | 'listAgencies' | 'readAgency' | 'registerAgency' | 'renameAgency' | 'proposeAgencyChange' | 'confirmAgencyChange' | 'refuseAgencyChange'
  | 'registerKeys' | 'listAgencyKeys' | 'revokeKey' | 'prepareKeys' | 'activateKeys' | 'readWrappingKeys' | 'listDeadLetters' | 'replayDeadLetter' | 'acceptDeadLetter' | 'verifyLedger' | 'listSelfChecks'
  | 'listOpenDeclarations' | 'readDeclaration' | 'declareRelations' | 'readOwnRelations' | 'setOwnRelations' | 'listRecusals' | 'liftRecusal'
  | 'reviewMany' | 'answerMany' | 'listBundles' | 'readBundle' | 'approveMany'
  | 'countItems' | 'streamWorklist' | 'readSavedViews' | 'setSavedViews'
  | 'grantDelegation' | 'endDelegation' | 'listDelegations' | 'proposeInfluencePeriods'
  | 'whoAmI'
  | 'listInbox' | 'markRead' | 'streamInbox' | 'readPreferences' | 'setPreferences' | 'listDeliveries';

type Row = Readonly<Record<Role, boolean>>;

const NOBODY: Row = { nominator: false, officer: false, coordinatorApprover: false, clerk: false, approver: false, agencyHead: false, superior: false, overseer: false, auditor: false, administrator: false };
const EVERYBODY: Row = { nominator: true, officer: true, coordinatorApprover: true, clerk: true, approver: true, agencyHead: true, superior: true, overseer: true, auditor: true, administrator: true };
const OFFICER: Row = { ...NOBODY, officer: true };
const ADMINISTRATOR: Row = { ...NOBODY, administrator: true };
const AUDITOR: Row = { ...NOBODY, auditor: true };
/** Whoever has a worklist before them. */
const STAFF: Row = { ...NOBODY, clerk: true, approver: true, agencyHead: true };
const SEES_CASES: Row = { ...NOBODY, officer: true, coordinatorApprover: true, overseer: true, auditor: true };
const SEES_AGENCIES: Row = { ...NOBODY, officer: true, coordinatorApprover: true, auditor: true, administrator: true };
/** What every case is vetted under is no secret among those who handle, watch or run it. */
const SEES_POLICIES: Row = { ...SEES_CASES, administrator: true };
/** Whoever may come to open a candidate says first whether they are related. */
const OPENS: Row = { ...NOBODY, officer: true, coordinatorApprover: true, clerk: true, approver: true, agencyHead: true };
/** Each sees the one desk that is theirs. */
const WITH_A_DESK: Row = { ...NOBODY, officer: true, coordinatorApprover: true, clerk: true, approver: true, agencyHead: true, superior: true, auditor: true };

/** An administrator tends keys and what could not be handled; none of it shows a case. */
export const PLAIN_RIGHTS: Readonly<Record<PlainOperation, Row>> = {
  importBatch: OFFICER,
  previewBatch: OFFICER,
  startBatch: OFFICER,
  // The title is for those alone who read words about a case.
  listBatches: SEES_CASES,
  readBatch: SEES_CASES,
  readImportReport: OFFICER,
  listToday: { ...NOBODY, officer: true, coordinatorApprover: true },
  streamChanges: SEES_CASES,
  proposeCandidate: OFFICER,
  listOpenRequests: { ...NOBODY, officer: true, coordinatorApprover: true },
  searchReadings: AUDITOR,
  listNominations: { ...NOBODY, nominator: true },
  listPolicies: SEES_POLICIES,
  readPolicy: SEES_POLICIES,
  lintPolicy: SEES_POLICIES,
  dryRunPolicy: SEES_POLICIES,
  listPolicyChanges: SEES_POLICIES,
  readPolicyChange: SEES_POLICIES,
  proposePolicy: OFFICER,
  // Never who proposed it.
  adoptPolicy: { ...NOBODY, coordinatorApprover: true },
  // The second person says no, or an officer takes it back.
  refusePolicy: { ...NOBODY, officer: true, coordinatorApprover: true },
  // Small groups are shown to those alone who may read each case.
  readStatistics: { ...NOBODY, officer: true, coordinatorApprover: true, overseer: true, auditor: true },
  recomputeStatistics: AUDITOR,
  estimateBatch: { ...NOBODY, officer: true, coordinatorApprover: true, auditor: true },
  listAgencies: SEES_AGENCIES,
  readAgency: SEES_AGENCIES,
  registerAgency: ADMINISTRATOR,
  renameAgency: ADMINISTRATOR,
  proposeAgencyChange: ADMINISTRATOR,
  // Two administrators, or one and a coordinator approver: never the one who proposed it.
  confirmAgencyChange: { ...NOBODY, coordinatorApprover: true, administrator: true },
  refuseAgencyChange: { ...NOBODY, coordinatorApprover: true, administrator: true },
  registerKeys: ADMINISTRATOR,
  listAgencyKeys: { ...NOBODY, administrator: true, auditor: true },
  revokeKey: ADMINISTRATOR,
  prepareKeys: ADMINISTRATOR,
  activateKeys: ADMINISTRATOR,
  readWrappingKeys: ADMINISTRATOR,
  listDeadLetters: { ...NOBODY, administrator: true, auditor: true },
  replayDeadLetter: ADMINISTRATOR,
  acceptDeadLetter: { ...NOBODY, coordinatorApprover: true },
  verifyLedger: AUDITOR,
  // Counts of a day; no case is named.
  listSelfChecks: { ...NOBODY, officer: true, coordinatorApprover: true, overseer: true, auditor: true, administrator: true },
  listOpenDeclarations: OPENS,
  readDeclaration: OPENS,
  declareRelations: OPENS,
  readOwnRelations: OPENS,
  setOwnRelations: OPENS,
  listRecusals: { ...NOBODY, coordinatorApprover: true, agencyHead: true, superior: true, auditor: true },
  // Of the head the superior decides, of everybody else the head; never the person themself.
  liftRecusal: { ...NOBODY, coordinatorApprover: true, agencyHead: true, superior: true },
  // Of each item among many its own rights are asked again.
  reviewMany: { ...NOBODY, clerk: true },
  answerMany: { ...NOBODY, clerk: true },
  listBundles: { ...NOBODY, clerk: true, approver: true, agencyHead: true },
  readBundle: { ...NOBODY, clerk: true, approver: true, agencyHead: true },
  approveMany: { ...NOBODY, approver: true, agencyHead: true },
  grantDelegation: { ...NOBODY, agencyHead: true, superior: true },
  endDelegation: { ...NOBODY, agencyHead: true, superior: true },
  proposeInfluencePeriods: STAFF,
  // Counts and ids alone; names are read item by item, by the rights of each.
  countItems: STAFF,
  streamWorklist: STAFF,
  readSavedViews: STAFF,
  setSavedViews: STAFF,
  listDelegations: { ...NOBODY, agencyHead: true, superior: true, auditor: true },
  whoAmI: EVERYBODY,
  listInbox: WITH_A_DESK,
  markRead: WITH_A_DESK,
  streamInbox: WITH_A_DESK,
  readPreferences: WITH_A_DESK,
  setPreferences: WITH_A_DESK,
  listDeliveries: AUDITOR,
};
