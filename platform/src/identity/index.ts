export * from './person.js';
export * from './signed-in.guard.js';
export * from './token-verifier.js';
