import { AUDITORS_DESK, COORDINATOR, SUPERIORS_DESK, refuse, ok, type PartyId, type Result } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';

const OF_COORDINATOR: readonly string[] = ['officer', 'coordinatorApprover'];
const OF_AGENCY: readonly string[] = ['clerk', 'approver', 'agencyHead'];

/** @returns the one desk that a person may look at, or the refusal `identity.not-permitted`. */
export function deskOfPerson({ roles, agency }: Pick<Person, 'roles' | 'agency'>): Result<PartyId> {
  if (roles.some((role) => OF_COORDINATOR.includes(role))) return ok(COORDINATOR);
  // The auditor of an agency is none of the hub's.
  if (agency === undefined && roles.includes('auditor')) return ok(AUDITORS_DESK);
  // And so is the superior of an agency's head.
  if (agency === undefined && roles.includes('superior')) return ok(SUPERIORS_DESK);
  // An agency of such a name would have its clerk read what others alone may know.
  if (agency === undefined || agency === COORDINATOR || agency === AUDITORS_DESK || agency === SUPERIORS_DESK) return refuse('identity.not-permitted');
  return roles.some((role) => OF_AGENCY.includes(role)) ? ok(agency) : refuse('identity.not-permitted');
}
