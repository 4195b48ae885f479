export * from './LiveMark.js';
export * from './use-live.js';
