export * from './influence-periods.js';
export * from './sanctions.js';
