export { noteAttendance } from './attendance.js';
export * from './hub-client.js';
export * from './hub-problem.js';
export * from './idempotency-key.js';
export * from './use-command.js';
export type { components as CoordinatorComponents, paths as CoordinatorPaths } from '../../dist/api/coordinator.js';
export type { components as AdapterComponents, paths as AdapterPaths } from '../../dist/api/agency-adapter.js';
export type * from './operation-types.js';
