import type { Provider } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { SignedInGuard, TokenVerifier } from '../identity/index.js';

interface IdentityEnvironment {
  readonly IDENTITY_JWKS_FILE: object;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_AUDIENCE: string;
  readonly JURISDICTION: string;
}

/** Bearer tokens and the guard in front of every route. */
export const identityProviders = (environment: IdentityEnvironment): Provider[] => [
  {
    provide: TokenVerifier,
    useFactory: () => new TokenVerifier(environment.IDENTITY_JWKS_FILE, environment.IDENTITY_ISSUER, environment.IDENTITY_AUDIENCE, environment.JURISDICTION),
  },
  {
    provide: APP_GUARD,
    inject: [Reflector, TokenVerifier],
    useFactory: (reflector: Reflector, verifier: TokenVerifier) => new SignedInGuard(reflector, verifier),
  },
];
