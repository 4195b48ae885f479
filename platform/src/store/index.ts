export * from './duplicate-indexes.js';
export * from './grouped-writes.js';
export * from './view-rows.js';
export * from './walk-rows.js';
