import type { Role } from './role.js';

/** What has no case or item behind it whose status could matter, by the id of its route. */
export type PlainOperation =
  | 'importBatch' | 'startBatch' | 'proposeCandidate' | 'listOpenRequests'
  | 'listAgencies' | 'readAgency' | 'registerAgency' | 'renameAgency' | 'proposeAgencyChange' | 'confirmAgencyChange' | 'refuseAgencyChange'
  | 'registerKeys' | 'listAgencyKeys' | 'revokeKey' | 'prepareKeys' | 'activateKeys' | 'readWrappingKeys' | 'listDeadLetters' | 'replayDeadLetter' | 'acceptDeadLetter' | 'verifyLedger'
  | 'whoAmI'
  | 'listInbox' | 'markRead' | 'streamInbox' | 'readPreferences' | 'setPreferences' | 'listDeliveries';

type Row = Readonly<Record<Role, boolean>>;

const NOBODY: Row = { nominator: false, officer: false, coordinatorApprover: false, clerk: false, approver: false, agencyHead: false, overseer: false, auditor: false, administrator: false };
const EVERYBODY: Row = { nominator: true, officer: true, coordinatorApprover: true, clerk: true, approver: true, agencyHead: true, overseer: true, auditor: true, administrator: true };
const OFFICER: Row = { ...NOBODY, officer: true };
const ADMINISTRATOR: Row = { ...NOBODY, administrator: true };
const AUDITOR: Row = { ...NOBODY, auditor: true };
const SEES_AGENCIES: Row = { ...NOBODY, officer: true, coordinatorApprover: true, auditor: true, administrator: true };
/** Each sees the one desk that is theirs. */
const WITH_A_DESK: Row = { ...NOBODY, officer: true, coordinatorApprover: true, clerk: true, approver: true, agencyHead: true, auditor: true };

/** An administrator tends keys and what could not be handled; none of it shows a case. */
export const PLAIN_RIGHTS: Readonly<Record<PlainOperation, Row>> = {
  importBatch: OFFICER,
  startBatch: OFFICER,
  proposeCandidate: OFFICER,
  listOpenRequests: { ...NOBODY, officer: true, coordinatorApprover: true },
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
  whoAmI: EVERYBODY,
  listInbox: WITH_A_DESK,
  markRead: WITH_A_DESK,
  streamInbox: WITH_A_DESK,
  readPreferences: WITH_A_DESK,
  setPreferences: WITH_A_DESK,
  listDeliveries: AUDITOR,
};
