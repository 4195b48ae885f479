import type { Request, Response } from 'express';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Clock } from '../../clock/index.js';
import type { SignInSettings } from '../../config/index.js';
import { issuerKeys } from '../issuer-keys.js';
import { Cookies } from './cookies.js';
import { ATTEMPT_LIFETIME_MS, LoginAttempts } from './login-attempts.js';
import { JTI_REMEMBERED_S, LogoutTokens } from './logout-tokens.js';
import { OpenIdProvider } from './open-id-provider.js';
import { returnPathOf } from './return-path.js';
import { SameSite } from './same-site.js';
import { SessionStore } from './session-store.js';
import { Sessions, type Session } from './sessions.js';
import { SignInKeys } from './sign-in-keys.js';
import { isUnattended } from './unattended.js';

export interface SignInOptions {
  readonly settings: SignInSettings;
  readonly jurisdiction: string;
  /** 32 bytes, the same at every replica. */
  readonly secret: Buffer;
  readonly clock: Clock;
  readonly onRedisError: (error: Error) => void;
  /** Of who came back from the provider: `signed-in`, or the code of the refusal. */
  readonly onOutcome: (outcome: string) => void;
}

/** How people sign in at this process and out again, and whose session a request has. */
export class SignIn {
  private readonly publicUrl: string;
  private readonly onOutcome: (outcome: string) => void;
  private readonly keys: SignInKeys;
  private readonly cookies: Cookies;
  private readonly attempts: LoginAttempts;
  private readonly provider: OpenIdProvider;
  private readonly store: SessionStore;
  private readonly sessions: Sessions;
  private readonly sameSite: SameSite;
  private readonly logoutTokens: LogoutTokens;

  constructor({ settings, jurisdiction, secret, clock, onRedisError, onOutcome }: SignInOptions) {
    this.onOutcome = onOutcome;
    const now = () => clock.now();
    this.publicUrl = settings.publicUrl;
    this.keys = new SignInKeys(secret);
    this.cookies = new Cookies(settings.publicUrl);
    this.attempts = new LoginAttempts(this.keys, now);
    this.provider = new OpenIdProvider(settings, jurisdiction, now);
    this.store = new SessionStore({ redisUrl: settings.redisUrl, prefix: settings.redisPrefix, onConnectionError: onRedisError });
    this.sessions = new Sessions(this.store, this.keys, settings, clock, (session) => this.provider.renew(session));
    this.sameSite = new SameSite(this.keys, settings.publicUrl);
    this.logoutTokens = new LogoutTokens(issuerKeys(() => this.provider.jwksUri()), settings.issuer, settings.clientId);
  }

  /** Sends a browser to the provider. @returns where. Refused: `login.return-path`. @throws Fault */
  async begin(returnTo: unknown, response: Response): Promise<Result<string>> {
    const path = returnPathOf(returnTo, this.publicUrl);
    if (path === undefined) return refuse('login.return-path');
    const { attempt, sealed } = this.attempts.begin(path);
    const url = await this.provider.signInUrl(attempt);
    this.cookies.set(response, 'login', sealed, ATTEMPT_LIFETIME_MS);
    return ok(url);
  }

  /** Takes a browser back. @returns where it goes on to. Refused: `login.expired`, `login.failed`, `login.other-jurisdiction`. @throws Fault */
  async complete(request: Request, response: Response): Promise<Result<string>> {
    const completed = await this.takeBack(request, response);
    this.onOutcome(completed.ok ? 'signed-in' : completed.refusal.code);
    return completed;
  }

  private async takeBack(request: Request, response: Response): Promise<Result<string>> {
    const sealed = this.cookies.read(request, 'login');
    const attempt = sealed === undefined ? undefined : this.attempts.find(sealed);
    if (!attempt || request.query['state'] !== attempt.state) return refuse('login.expired');
    // Whatever comes of it, nobody tries twice with the same.
    this.cookies.clear(response, 'login');
    const signedIn = await this.provider.exchange(new URL(request.originalUrl, this.publicUrl).search, attempt);
    if (!signedIn.ok) return signedIn;
    const before = this.cookies.read(request, 'session');
    if (before !== undefined) await this.sessions.end(before);
    const session = await this.sessions.open(signedIn.value);
    if (!session.ok) return session;
    this.cookies.set(response, 'session', session.value.id);
    return ok(attempt.returnTo);
  }

  /**
   * The session that a request has. @returns undefined where it has no cookie.
   * Refused: `session.ended`; `session.cross-site` where it changes something and does not come from a page of ours. @throws Fault
   */
  async sessionOf(request: Request): Promise<Result<Session> | undefined> {
    const id = this.cookies.read(request, 'session');
    if (id === undefined) return undefined;
    if (!this.sameSite.isOurs(request, id)) return refuse('session.cross-site');
    return this.sessions.find(id, { livesOn: !isUnattended(request) });
  }

  /** Whether a session goes on; it does not live longer by being asked. @throws Fault */
  isGoing({ id }: Pick<Session, 'id'>): Promise<boolean> {
    return this.sessions.isGoing(id);
  }

  /** What pages show in `X-CSRF-Token`. */
  csrfTokenOf({ id }: Session): string {
    return this.keys.csrfTokenOf(id);
  }

  /** Ends the session that a request has. @returns where to sign out at the provider as well. Refused: `session.cross-site`. @throws Fault when Redis does not answer. */
  async end(request: Request, response: Response): Promise<Result<string | undefined>> {
    const id = this.cookies.read(request, 'session');
    if (id === undefined) return ok(undefined);
    if (!this.sameSite.isOurs(request, id)) return refuse('session.cross-site');
    const session = await this.sessions.end(id);
    this.cookies.clear(response, 'session');
    // A provider that is away keeps nobody from signing out here.
    return ok(session && (await this.provider.signOutUrl(session.idToken).catch(() => undefined)));
  }

  /** The provider says that somebody signed out. @returns how many sessions ended. Refused: `logout.token-invalid`. @throws Fault */
  async endByProvider(token: string): Promise<Result<number>> {
    const claims = await this.logoutTokens.verify(token);
    if (!claims.ok) return claims;
    const mark = this.keys.markOf('jti', claims.value.jti);
    if (!(await this.store.take('jti', mark, JTI_REMEMBERED_S))) return refuse('logout.token-invalid');
    try {
      return ok(await this.sessions.endAll(claims.value));
    } catch (error) {
      // The provider may try again with the same token.
      await this.store.giveBack('jti', mark).catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    this.store.close();
  }
}
