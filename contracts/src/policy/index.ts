export * from './apply-rules.js';
export * from './condition.js';
export * from './explain-policy.js';
export * from './lint/lint-policy.js';
export * from './policy.js';
export * from './predicate.js';
export * from './reminder-rules.js';
