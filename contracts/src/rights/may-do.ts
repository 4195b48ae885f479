import type { CaseStatus } from '../api/case-status.js';
import type { WorkItemStatus } from '../api/worklist.js';
import { CASE_RIGHTS, type CaseOperation } from './case-rights.js';
import { ITEM_RIGHTS, type ItemOperation } from './item-rights.js';
import { PLAIN_RIGHTS, type PlainOperation } from './plain-rights.js';
import { Role } from './role.js';

export type Operation = CaseOperation | ItemOperation | PlainOperation;

/** Whether one of these roles has a right to it in this status. What a status forbids to everybody is the domain's to refuse. */
export const mayDoWithCase = (roles: readonly string[], operation: CaseOperation, status: CaseStatus): boolean =>
  known(roles).some((role) => CASE_RIGHTS[operation][role][status]);

/** The same of a work item, for people of its agency. */
export const mayDoWithItem = (roles: readonly string[], operation: ItemOperation, status: WorkItemStatus): boolean =>
  known(roles).some((role) => ITEM_RIGHTS[operation][role][status]);

/** Who comes in by the outer door: the roles that have a right to it in some status at least. */
export const rolesFor = (operation: Operation): Role[] => Role.options.filter((role) => isLetIn(operation, role));

function isLetIn(operation: Operation, role: Role): boolean {
  if (isOf(operation, PLAIN_RIGHTS)) return PLAIN_RIGHTS[operation][role];
  return Object.values(isOf(operation, CASE_RIGHTS) ? CASE_RIGHTS[operation][role] : ITEM_RIGHTS[operation][role]).includes(true);
}

const isOf = <T extends object>(operation: PropertyKey, table: T): operation is keyof T => Object.hasOwn(table, operation);

/** A token may name roles that the hub does not know; they count for nothing. */
const known = (roles: readonly string[]): Role[] => Role.options.filter((role) => roles.includes(role));
