import type { Provider } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import type { Registry } from 'prom-client';
import { RequestRates, SignedInGuard, TokenVerifier } from '../identity/index.js';
import { counter, METRICS } from '../telemetry/index.js';

interface IdentityEnvironment {
  readonly IDENTITY_JWKS_FILE: object;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_AUDIENCE: string;
  readonly JURISDICTION: string;
  readonly REQUESTS_PER_MINUTE: number;
  readonly COSTLY_REQUESTS_PER_MINUTE: number;
}

/** Bearer tokens, how often a person may ask, and the guard in front of every route. */
export const identityProviders = (environment: IdentityEnvironment): Provider[] => [
  {
    provide: TokenVerifier,
    useFactory: () => new TokenVerifier(environment.IDENTITY_JWKS_FILE, environment.IDENTITY_ISSUER, environment.IDENTITY_AUDIENCE, environment.JURISDICTION),
  },
  {
    provide: RequestRates,
    inject: [METRICS],
    useFactory: (registry: Registry) => {
      const refused = counter(registry, 'hub_requests_over_rate_total', 'requests of people who asked too often', []);
      const { REQUESTS_PER_MINUTE: requestsPerMinute, COSTLY_REQUESTS_PER_MINUTE: costlyPerMinute } = environment;
      return new RequestRates({ requestsPerMinute, costlyPerMinute }, () => refused.inc());
    },
  },
  {
    provide: APP_GUARD,
    inject: [Reflector, TokenVerifier, RequestRates],
    useFactory: (reflector: Reflector, verifier: TokenVerifier, rates: RequestRates) => new SignedInGuard(reflector, verifier, rates),
  },
];
