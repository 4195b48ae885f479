export * from './role.js';
export * from './rights-table.js';
export { CASE_RIGHTS, type CaseOperation } from './case-rights.js';
export { ITEM_RIGHTS, type ItemOperation } from './item-rights.js';
export { PLAIN_RIGHTS, type PlainOperation } from './plain-rights.js';
export * from './may-do.js';
