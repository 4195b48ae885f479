import { z } from 'zod';
import { isLoopback } from './loopback.js';
import { jsonFile, TextFile } from './read-environment.js';

const SECRET_LENGTH_MIN = 16;

/** TLS, or this very machine: what goes over the wire lets people in. */
const isGuarded = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
};
const GuardedUrl = z.string().refine(isGuarded, 'must be an https address (http on this machine alone)');

const PrivateJwk = z.looseObject({ kty: z.string(), alg: z.string(), kid: z.string().optional() });

/** How people sign in (docs/identity.md). All of it may be absent; then bearer tokens alone are accepted. No secret has a default. */
export const signInEnvironment = {
  OIDC_ISSUER: GuardedUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(200).optional(),
  OIDC_CLIENT_SECRET_FILE: TextFile.refine((secret) => secret.length >= SECRET_LENGTH_MIN, `holds fewer than ${SECRET_LENGTH_MIN} characters`).optional(),
  OIDC_CLIENT_KEY_FILE: jsonFile(PrivateJwk, 'a private JWK with alg').optional(),
  OIDC_SCOPE: z.string().regex(/^openid( [\w:./-]+)*$/).optional(),
  /** The origin under which people's browsers reach this process. */
  PUBLIC_URL: GuardedUrl.refine((text) => URL.canParse(text) && new URL(text).origin === text, 'must be an origin alone, such as https://hub.example').optional(),
  REDIS_URL: z.string().min(1).optional(),
  REDIS_PREFIX: z.string().regex(/^[A-Za-z0-9_-]{1,80}$/).optional(),
  SESSION_IDLE_SECONDS: z.coerce.number().int().min(1).max(86_400).optional(),
  SESSION_SECONDS: z.coerce.number().int().min(1).max(86_400).optional(),
  /** After so long it is asked of the provider whether the person still has these roles. */
  SESSION_RENEW_SECONDS: z.coerce.number().int().min(1).max(3_600).optional(),
} as const;

export type SignInVariables = z.infer<z.ZodObject<typeof signInEnvironment>>;

/** Everything that signing in needs, complete. */
export interface SignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly client: { readonly secret: string } | { readonly key: z.infer<typeof PrivateJwk> };
  readonly scope: string;
  readonly publicUrl: string;
  readonly redisUrl: string;
  readonly redisPrefix: string;
  readonly idleS: number;
  readonly lifetimeS: number;
  readonly renewS: number;
}

/** @returns undefined where people do not sign in at this process. Only of an environment that `checkIdentity` has passed. */
export function signInSettingsOf(variables: SignInVariables): SignInSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET_FILE: secret, OIDC_CLIENT_KEY_FILE: key, PUBLIC_URL: publicUrl, REDIS_URL: redisUrl, REDIS_PREFIX: redisPrefix } = variables;
  const client = secret === undefined ? key && { key } : { secret };
  const { OIDC_SCOPE: scope = 'openid profile', SESSION_IDLE_SECONDS: idleS = 1_800, SESSION_SECONDS: lifetimeS = 28_800, SESSION_RENEW_SECONDS: renewS = 300 } = variables;
  if (!issuer || !clientId || !client || !publicUrl || !redisUrl || !redisPrefix) return undefined;
  return { issuer, clientId, client, scope, publicUrl, redisUrl, redisPrefix, idleS, lifetimeS, renewS };
}

interface IdentityVariables extends SignInVariables {
  readonly IDENTITY_JWKS_FILE?: object | undefined;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_AUDIENCE: string;
}

/** Refuses an environment in which identity is configured in part, or so that one token would pass for another. */
export function checkIdentity(variables: IdentityVariables, context: z.RefinementCtx): void {
  const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  if (variables.IDENTITY_JWKS_FILE === undefined && !isGuarded(variables.IDENTITY_ISSUER)) refuse('IDENTITY_JWKS_FILE', 'is needed where IDENTITY_ISSUER is not an https address');
  if (variables.OIDC_ISSUER === undefined) {
    for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET_FILE', 'OIDC_CLIENT_KEY_FILE'] as const) if (variables[name] !== undefined) refuse(name, 'means nothing without OIDC_ISSUER');
    return;
  }
  for (const name of ['OIDC_CLIENT_ID', 'PUBLIC_URL', 'REDIS_URL', 'REDIS_PREFIX'] as const) if (variables[name] === undefined) refuse(name, 'is needed where OIDC_ISSUER is given');
  if ((variables.OIDC_CLIENT_SECRET_FILE === undefined) === (variables.OIDC_CLIENT_KEY_FILE === undefined)) refuse('OIDC_CLIENT_SECRET_FILE', 'either this or OIDC_CLIENT_KEY_FILE is needed, and not both');
  if (variables.OIDC_CLIENT_ID === variables.IDENTITY_AUDIENCE) refuse('IDENTITY_AUDIENCE', 'must differ from OIDC_CLIENT_ID: an ID token is no access token');
}
