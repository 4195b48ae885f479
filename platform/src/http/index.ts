export * from './idempotency-key.js';
export * from './problem.filter.js';
export * from './refusal-words.js';
export * from './refused.js';
export * from './validated.js';
export * from './parsed-body.interceptor.js';
export * from './cursor.js';
export * from './event-stream.js';
