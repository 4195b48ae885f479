import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Fault } from '@lianshen/contracts/kernel';

const ANSWER_WITHIN_MS = 5_000;
/** A key that is not known is looked for once in so long, however many ask with one. */
const COOLDOWN_MS = 30_000;
/** An issuer that does not answer is left alone for so long. */
const LEFT_ALONE_MS = 3_000;
const METADATA_BYTES_MAX = 65_536;

const Metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The keys of an issuer, fetched when they are first needed and again when a token names an unknown one.
 * @param findJwksUri where the issuer publishes them. @throws Fault (from what it returns) when the issuer does not answer.
 */
export function issuerKeys(findJwksUri: () => Promise<string>): JWTVerifyGetKey {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  let failedAt = -Infinity;
  return async (header, token) => {
    if (Date.now() - failedAt < LEFT_ALONE_MS) throw new Fault("the issuer's keys cannot be fetched");
    try {
      keys ??= createRemoteJWKSet(new URL(await findJwksUri()), { timeoutDuration: ANSWER_WITHIN_MS, cooldownDuration: COOLDOWN_MS });
      return await keys(header, token);
    } catch (cause) {
      if (isAboutTheToken(cause)) throw cause;
      failedAt = Date.now();
      throw new Fault("the issuer's keys cannot be fetched", { cause });
    }
  };
}

const isAboutTheToken = (error: unknown): boolean =>
  [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported].some((kind) => error instanceof kind);

/** Reads the address of an issuer's keys from its metadata (OpenID Connect Discovery 1.0). */
export const discoverJwksUri = (issuer: string) => async (): Promise<string> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), redirect: 'error' });
  const text = await response.text();
  if (!response.ok || text.length > METADATA_BYTES_MAX) throw new Error(`the issuer's metadata came with ${response.status}`);
  const metadata = Metadata.parse(JSON.parse(text));
  if (metadata.issuer !== issuer) throw new Error('the metadata are of another issuer');
  return metadata.jwks_uri;
};
