export * from './person.js';
export * from './registered-routes.js';
export * from './request-rates.js';
export { Costly, Public, RightTo, ROLES, ROLES_LENT_TO, type RolesLentTo, SignedIn, SignedInGuard } from './signed-in.guard.js';
export * from './token-verifier.js';
export * from './sign-in/index.js';
export * from './who-asks.js';
