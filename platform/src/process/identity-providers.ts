import type { Provider } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import type { Registry } from 'prom-client';
import { CLOCK, type Clock } from '../clock/index.js';
import { signInSettingsOf, type SignInVariables } from '../config/index.js';
import { BearerOrSession, RequestRates, ROLES_LENT_TO, SignedInGuard, SignIn, TokenVerifier, WhoAsks, type RolesLentTo } from '../identity/index.js';
import { counter, METRICS, type Log } from '../telemetry/index.js';
import { Shutdown } from './shutdown.js';
import { LOG, SIGN_IN_SECRET } from './tokens.js';

interface IdentityEnvironment extends SignInVariables {
  readonly IDENTITY_JWKS_FILE?: object | undefined;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_AUDIENCE: string;
  readonly JURISDICTION: string;
  readonly REQUESTS_PER_MINUTE: number;
  readonly COSTLY_REQUESTS_PER_MINUTE: number;
}

/** Bearer tokens, sessions, how often a person may ask, and the guard in front of every route. */
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
  signIn(environment),
  { provide: WhoAsks, inject: [TokenVerifier, SignIn], useFactory: (tokens: TokenVerifier, offered: SignIn | null) => new BearerOrSession(tokens, offered) },
  {
    provide: APP_GUARD,
    inject: [Reflector, WhoAsks, RequestRates, { token: ROLES_LENT_TO, optional: true }],
    useFactory: (reflector: Reflector, whoAsks: WhoAsks, rates: RequestRates, rolesLentTo?: RolesLentTo) => new SignedInGuard(reflector, whoAsks, rates, rolesLentTo),
  },
];

/** null where no identity provider is configured: then bearer tokens alone are accepted. */
const signIn = (environment: IdentityEnvironment): Provider => ({
  provide: SignIn,
  inject: [CLOCK, LOG, METRICS, Shutdown, SIGN_IN_SECRET],
  useFactory: (clock: Clock, log: Log, registry: Registry, shutdown: Shutdown, secret: Buffer): SignIn | null => {
    const settings = signInSettingsOf(environment);
    if (!settings) return null;
    const outcomes = counter(registry, 'hub_sign_ins_total', 'people who came back from the identity provider, by outcome', ['outcome']);
    const offered = new SignIn({
      settings,
      jurisdiction: environment.JURISDICTION,
      secret,
      clock,
      onRedisError: (error) => log.warn({ err: error }, 'the store of sessions is not reached'),
      onOutcome: (outcome) => outcomes.inc({ outcome }),
    });
    shutdown.add('ground', async () => offered.close());
    return offered;
  },
});
