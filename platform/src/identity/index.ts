export * from './person.js';
export * from './registered-routes.js';
export { AllowRoles, Public, SignedIn, SignedInGuard } from './signed-in.guard.js';
export * from './token-verifier.js';
