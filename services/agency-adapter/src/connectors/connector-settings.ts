import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { isLoopback, TextFile } from '@lianshen/platform/config';
import type { LookUpSettings } from './http/look-up-settings.js';

export type ConnectorSettings =
  | { readonly kind: 'manual' }
  | { readonly kind: 'register'; readonly file: string }
  | { readonly kind: 'http'; readonly service: LookUpSettings };

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max).optional();

const LookUpUrl = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(({ username, password, search, hash }) => `${username}${password}${search}${hash}` === '', 'no name, password, query or fragment may stand in it')
  // What is asked names a person; in clear it may cross no wire.
  .refine((url) => url.protocol === 'https:' || isLoopback(url), 'must be https, unless the service runs on this very machine');

/** What the environment says of the connector. */
export const connectorEnvironment = {
  CONNECTOR: z.enum(['manual', 'register', 'http']).optional(),
  REGISTER_FILE: z.string().min(1).optional(),
  LOOK_UP_URL: LookUpUrl.optional(),
  LOOK_UP_TOKEN_FILE: TextFile.refine((token) => /^[\x21-\x7e]+$/.test(token), 'its file must hold one bearer token').optional(),
  LOOK_UP_CLIENT_CERT_FILE: TextFile.optional(),
  LOOK_UP_CLIENT_KEY_FILE: TextFile.optional(),
  LOOK_UP_CA_FILE: TextFile.optional(),
  LOOK_UP_TIMEOUT_MS: whole(50, 20_000),
  LOOK_UP_ATTEMPTS_MAX: whole(1, 5),
  LOOK_UP_AT_ONCE_MAX: whole(1, 64),
  LOOK_UP_BREAK_AFTER: whole(1, 100),
  LOOK_UP_BREAK_SECONDS: whole(1, 3_600),
} as const;
type Variables = z.infer<z.ZodObject<typeof connectorEnvironment>>;
type Name = keyof Variables;

const LOOK_UP_NAMES = (Object.keys(connectorEnvironment) as Name[]).filter((name) => name.startsWith('LOOK_UP_'));

/** What is wrong with the variables taken together. */
export interface Contradiction {
  readonly name: Name | 'STANDING_ORDER_FILE';
  readonly message: string;
}

/**
 * The connector that the variables mean: the one that CONNECTOR names, or the one whose place is given, or none.
 * @returns its settings, or what contradicts itself.
 */
export function readConnectorSettings(variables: Variables, hasStandingOrder: boolean): ConnectorSettings | Contradiction[] {
  const given = (name: Name): boolean => variables[name] !== undefined;
  const kind = variables.CONNECTOR ?? (given('LOOK_UP_URL') ? 'http' : given('REGISTER_FILE') ? 'register' : 'manual');
  const contradictions = [
    ...(kind !== 'register' && given('REGISTER_FILE') ? [{ name: 'REGISTER_FILE' as const, message: `is not used by the connector ${kind}; leave one of them out` }] : []),
    ...(kind === 'http' ? [] : LOOK_UP_NAMES.filter(given).map((name) => ({ name, message: `is not used by the connector ${kind}; leave one of them out` }))),
    ...(kind === 'manual' && hasStandingOrder ? [{ name: 'STANDING_ORDER_FILE' as const, message: 'without a register or a look-up service there is nothing to answer by itself' }] : []),
    ...(kind === 'register' && !given('REGISTER_FILE') ? [{ name: 'REGISTER_FILE' as const, message: 'the connector register needs it' }] : []),
    ...(kind === 'http' ? contradictionsOfHttp(variables) : []),
  ];
  if (contradictions.length > 0) return contradictions;
  if (kind === 'register') return { kind, file: variables.REGISTER_FILE as string };
  return kind === 'http' ? { kind, service: serviceOf(variables, variables.LOOK_UP_URL as URL) } : { kind };
}

function contradictionsOfHttp({ LOOK_UP_URL: url, LOOK_UP_TOKEN_FILE: token, LOOK_UP_CLIENT_CERT_FILE: certificate, LOOK_UP_CLIENT_KEY_FILE: key, LOOK_UP_CA_FILE: authority }: Variables): Contradiction[] {
  if (!url) return [{ name: 'LOOK_UP_URL', message: 'the connector http needs it' }];
  const isTls = url.protocol === 'https:';
  return [
    ...((certificate === undefined) === (key === undefined) ? [] : [{ name: 'LOOK_UP_CLIENT_KEY_FILE' as const, message: 'the client certificate and its key go together' }]),
    ...(isUsable({ certificate, key, authority }) ? [] : [{ name: 'LOOK_UP_URL' as const, message: 'the certificates that are given for it are no PEM, or the key is of another certificate' }]),
    ...(isTls || (certificate ?? authority) === undefined ? [] : [{ name: 'LOOK_UP_URL' as const, message: 'certificates are given, and it is not https' }]),
    ...(isLoopback(url) || (token ?? certificate) !== undefined ? [] : [{ name: 'LOOK_UP_TOKEN_FILE' as const, message: 'the service must be able to tell who asks: give a token, or a client certificate with its key' }]),
  ];
}

/** A wrong file is told of at the start, and not by every look-up. */
function isUsable({ certificate, key, authority }: { certificate: string | undefined; key: string | undefined; authority: string | undefined }): boolean {
  try {
    createSecureContext({ ...(certificate === undefined ? {} : { cert: certificate }), ...(key === undefined ? {} : { key }), ...(authority === undefined ? {} : { ca: authority }) });
    return true;
  } catch {
    return false;
  }
}

const serviceOf = (variables: Variables, url: URL): LookUpSettings => {
  const { LOOK_UP_CLIENT_CERT_FILE: certificate, LOOK_UP_CLIENT_KEY_FILE: key } = variables;
  return {
    url,
    token: variables.LOOK_UP_TOKEN_FILE,
    client: certificate === undefined || key === undefined ? undefined : { certificate, key },
    authority: variables.LOOK_UP_CA_FILE,
    timeoutMs: variables.LOOK_UP_TIMEOUT_MS ?? 3_000,
    attemptsMax: variables.LOOK_UP_ATTEMPTS_MAX ?? 3,
    atOnceMax: variables.LOOK_UP_AT_ONCE_MAX ?? 8,
    breakAfter: variables.LOOK_UP_BREAK_AFTER ?? 5,
    breakForMs: (variables.LOOK_UP_BREAK_SECONDS ?? 30) * 1_000,
  };
};
