export * from './party-keys.js';
export * from './idempotency-key.js';
export * from './batches.js';
