import type { Request } from 'express';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Person } from '../person.js';
import type { TokenVerifier } from '../token-verifier.js';
import { WhoAsks } from '../who-asks.js';
import type { Session } from './sessions.js';
import type { SignIn } from './sign-in.js';

const sessions = new WeakMap<Request, Session>();

/** The session that a request was let in by; undefined where it came with a token. */
export const sessionThatAsked = (request: Request): Session | undefined => sessions.get(request);

/** A bearer token where there is one (a browser sends none by itself), else a session. */
export class BearerOrSession extends WhoAsks {
  /** @param signIn null where people do not sign in at this process. */
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly signIn: SignIn | null,
  ) {
    super();
  }

  /** Refused: `identity.token-missing`, `identity.token-invalid`, `session.ended`, `session.cross-site`. @throws Fault */
  async identify(request: Request): Promise<Result<Person>> {
    const { authorization } = request.headers;
    const session = authorization === undefined ? await this.signIn?.sessionOf(request) : undefined;
    if (!session) return this.tokens.verify(authorization);
    if (!session.ok) return refuse(session.refusal.code, session.refusal.params);
    sessions.set(request, session.value);
    return ok(session.value.person);
  }

  async isStillIn(request: Request): Promise<boolean> {
    const session = sessions.get(request);
    if (session) return (await this.signIn?.isGoing(session)) ?? false;
    return (await this.tokens.verify(request.headers.authorization)).ok;
  }
}
