export * from './access-log.js';
export * from './page-of-access.js';
