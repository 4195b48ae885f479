import { importJWK, type CryptoKey } from 'jose';
import {
  allowInsecureRequests, AuthorizationResponseError, authorizationCodeGrant, buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, ClientError, ClientSecretBasic,
  discovery, enableNonRepudiationChecks, PrivateKeyJwt, refreshTokenGrant, ResponseBodyError, type ClientAuth, type Configuration, type IDToken,
} from 'openid-client';
import { Fault, ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { SignInSettings } from '../../config/index.js';
import { Person } from '../person.js';
import type { LoginAttempt } from './login-attempts.js';
import type { SignedInAs } from './sessions.js';

const ANSWER_WITHIN_S = 5;
/** The provider's metadata are read again after so long. */
const METADATA_MS = 3_600_000;
/** A provider that does not answer is left alone for so long, however many people press the button. */
const LEFT_ALONE_MS = 3_000;

/** What openid-client finds wrong with a token that the provider sent; everything else is a fault. */
const ABOUT_THE_TOKEN = ['OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'OAUTH_INVALID_RESPONSE'];

interface Tokens {
  readonly id_token?: string | undefined;
  readonly refresh_token?: string | undefined;
  claims(): IDToken | undefined;
}

/** The organization's OpenID provider, as a confidential client of the code flow with PKCE sees it. Nothing is asked of it before somebody signs in. */
export class OpenIdProvider {
  private known: { readonly configuration: Configuration; readonly until: number } | undefined;
  private failedAt = -Infinity;

  constructor(
    private readonly settings: SignInSettings,
    private readonly jurisdiction: string,
    private readonly now: () => number,
  ) {}

  /** Where a browser goes to sign in. @throws Fault when the provider does not answer. */
  async signInUrl({ state, nonce, verifier }: LoginAttempt): Promise<string> {
    const parameters = { redirect_uri: this.callbackUrl, scope: this.settings.scope, state, nonce, code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
    return buildAuthorizationUrl(await this.configuration(), parameters).href;
  }

  /**
   * Exchanges what the browser brought back. @param query of the callback, with its question mark.
   * Refused: `login.failed`, `login.other-jurisdiction`. @throws Fault
   */
  async exchange(query: string, { state, nonce, verifier }: LoginAttempt): Promise<Result<SignedInAs>> {
    const configuration = await this.configuration();
    try {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      return this.signedInAs(await authorizationCodeGrant(configuration, new URL(`${this.callbackUrl}${query}`), checks));
    } catch (error) {
      if (isRefusal(error)) return refuse('login.failed');
      throw new Fault('the identity provider does not answer as it should', { cause: error });
    }
  }

  /** Asks for the person as they are now. @returns undefined where they are not signed in any more, or not to be let in. @throws Fault */
  async renew({ refreshToken }: SignedInAs): Promise<SignedInAs | undefined> {
    if (refreshToken === undefined) return undefined;
    const configuration = await this.configuration();
    try {
      const signedIn = this.signedInAs(await refreshTokenGrant(configuration, refreshToken));
      return signedIn.ok ? { ...signedIn.value, refreshToken: signedIn.value.refreshToken ?? refreshToken } : undefined;
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw new Fault('the identity provider does not answer as it should', { cause: error });
    }
  }

  /** Where a browser goes to sign out at the provider as well; undefined where it offers no such place. @throws Fault */
  async signOutUrl(idToken: string): Promise<string | undefined> {
    const configuration = await this.configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: `${this.settings.publicUrl}/auth/login` }).href;
  }

  /** @throws Fault */
  async jwksUri(): Promise<string> {
    const { jwks_uri: uri } = (await this.configuration()).serverMetadata();
    if (uri === undefined) throw new Fault('the identity provider publishes no keys');
    return uri;
  }

  private get callbackUrl(): string {
    return `${this.settings.publicUrl}/auth/callback`;
  }

  private signedInAs(tokens: Tokens): Result<SignedInAs> {
    const claims = tokens.claims();
    const person = Person.safeParse(claims);
    if (!claims || !person.success || tokens.id_token === undefined) return refuse('login.failed');
    if (person.data.jurisdiction !== this.jurisdiction) return refuse('login.other-jurisdiction');
    const sid = claims['sid'];
    return ok({ person: person.data, idToken: tokens.id_token, ...(typeof sid === 'string' ? { sid } : {}), ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }) });
  }

  private async configuration(): Promise<Configuration> {
    if (this.known && this.known.until > this.now()) return this.known.configuration;
    if (this.now() - this.failedAt < LEFT_ALONE_MS) throw new Fault('the identity provider does not answer');
    try {
      const { issuer, clientId, client } = this.settings;
      const execute = [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])];
      const configuration = await discovery(new URL(issuer), clientId, undefined, await authenticationOf(client), { timeout: ANSWER_WITHIN_S, execute });
      this.known = { configuration, until: this.now() + METADATA_MS };
      return configuration;
    } catch (cause) {
      this.failedAt = this.now();
      throw new Fault('the identity provider does not answer', { cause });
    }
  }
}

async function authenticationOf(client: SignInSettings['client']): Promise<ClientAuth> {
  if ('secret' in client) return ClientSecretBasic(client.secret);
  const { alg, kid } = client.key;
  const key = (await importJWK(client.key, alg)) as CryptoKey;
  return PrivateKeyJwt(kid === undefined ? key : { key, kid });
}

/** The provider, or what it sent, says no to this person; as against a provider that is away or set up wrongly. */
function isRefusal(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return true;
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof ClientError && ABOUT_THE_TOKEN.includes(error.code ?? '');
}
