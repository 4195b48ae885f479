export * from './health.js';
export * from './log.js';
export * from './metrics.js';
