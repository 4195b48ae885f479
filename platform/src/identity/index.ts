export * from './person.js';
export * from './registered-routes.js';
export * from './request-rates.js';
export { Costly, Public, RightTo, SignedIn, SignedInGuard } from './signed-in.guard.js';
export * from './token-verifier.js';
