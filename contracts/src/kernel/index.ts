export * from './result.js';
export * from './errors.js';
export * from './canonical-json.js';
export * from './instant.js';
export * from './ids.js';
