import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Fault, ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Clock } from '../../clock/index.js';
import { decryptBytes, encryptBytes } from '../../sealing/index.js';
import { Person } from '../person.js';
import type { SessionStore } from './session-store.js';
import { hashOf, type SignInKeys } from './sign-in-keys.js';

const ID_BYTES = 32;
const ID = /^[\w-]{43}$/;
/** Longer than the provider is given to answer a renewal. */
const RENEWING_S = 15;
const WAIT_FOR_RENEWAL_MS = 100;
const WAITS_MAX = 50;
/** Somebody who was half-way through signing in when the provider ended that session does not come in any more. */
const SID_HELD_S = 600;

/** What the provider said of a person who signed in. */
export const SignedInAs = z.object({
  person: Person,
  /** The provider's id of its own session. */
  sid: z.string().optional(),
  idToken: z.string(),
  refreshToken: z.string().optional(),
});
export type SignedInAs = z.infer<typeof SignedInAs>;

const StoredSession = SignedInAs.extend({ endsAt: z.number(), renewAt: z.number() });
type StoredSession = z.infer<typeof StoredSession>;

/** A session that is good now. */
export interface Session {
  readonly id: string;
  readonly person: Person;
  /** When it ends at the latest, epoch ms. */
  readonly endsAt: number;
  readonly idToken: string;
}

/** Asks the provider anew. @returns undefined where it says that the person is not signed in any more. @throws Fault */
export type Renew = (session: SignedInAs) => Promise<SignedInAs | undefined>;

export interface SessionLimits {
  /** Without a request for so long it ends. */
  readonly idleS: number;
  /** It ends after so long in any case. */
  readonly lifetimeS: number;
  /** How long what the provider said is believed. */
  readonly renewS: number;
}

/** The sessions of people at one process: random ids that only the browser has, sealed contents in Redis. */
export class Sessions {
  constructor(
    private readonly store: SessionStore,
    private readonly keys: SignInKeys,
    private readonly limits: SessionLimits,
    private readonly clock: Clock,
    private readonly renew: Renew,
  ) {}

  /** Always under a new id. Refused: `login.failed`, where the provider ended its session in the meantime. */
  async open(signedIn: SignedInAs): Promise<Result<Session>> {
    const id = randomBytes(ID_BYTES).toString('base64url');
    const now = this.clock.now();
    const session = { ...signedIn, endsAt: now + this.limits.lifetimeS * 1_000, renewAt: now + this.limits.renewS * 1_000 };
    const indexes = [this.keys.markOf('sub', signedIn.person.sub), ...(signedIn.sid === undefined ? [] : [this.keys.markOf('sid', signedIn.sid)])];
    const isOpen = await this.store.add(hashOf(id), this.seal(id, session), this.idleS, indexes, this.limits.lifetimeS + RENEWING_S);
    return isOpen ? ok(publicPart(id, session)) : refuse('login.failed');
  }

  /**
   * Finds a session and lets it live on, unless nobody sits before the page that asks; asks the provider anew when what it
   * said is older than `renewS`. Refused: `session.ended`. @throws Fault when Redis or, at a renewal, the provider does not answer.
   */
  async find(id: string, { livesOn }: { readonly livesOn: boolean }): Promise<Result<Session>> {
    const session = await (livesOn ? this.read(id) : this.look(id));
    if (!session) return refuse('session.ended');
    if (session.renewAt > this.clock.now()) return ok(publicPart(id, session));
    const renewed = await this.renewed(id, session);
    return renewed ? ok(publicPart(id, renewed)) : refuse('session.ended');
  }

  /** Whether it is there still; it does not live longer by being asked. @throws Fault when Redis does not answer. */
  async isGoing(id: string): Promise<boolean> {
    return (await this.look(id)) !== undefined;
  }

  /** @returns the session that there was. The provider is not asked. @throws Fault when Redis does not answer. */
  async end(id: string): Promise<Session | undefined> {
    const session = await this.read(id);
    if (session) await this.store.remove(hashOf(id));
    return session && publicPart(id, session);
  }

  /** Ends all that the provider's session has here or, where it names none, all of the person. @returns how many. */
  async endAll({ sid, sub }: { readonly sid?: string | undefined; readonly sub?: string | undefined }): Promise<number> {
    if (sid !== undefined) return this.store.removeAll(this.keys.markOf('sid', sid), SID_HELD_S);
    return sub === undefined ? 0 : this.store.removeAll(this.keys.markOf('sub', sub));
  }

  private get idleS(): number {
    return Math.min(this.limits.idleS, this.limits.lifetimeS);
  }

  private async read(id: string): Promise<StoredSession | undefined> {
    return ID.test(id) ? this.good(id, await this.store.find(hashOf(id), this.idleS)) : undefined;
  }

  /** As `read`, and it lives no longer by it. */
  private async look(id: string): Promise<StoredSession | undefined> {
    return ID.test(id) ? this.good(id, await this.store.look(hashOf(id))) : undefined;
  }

  private async good(id: string, sealed: string | null): Promise<StoredSession | undefined> {
    if (sealed === null) return undefined;
    const session = this.unseal(id, sealed);
    if (session && session.endsAt > this.clock.now()) return session;
    await this.store.remove(hashOf(id));
    return undefined;
  }

  /** One of many requests asks the provider, at whatever replica; the others wait for what it learns. */
  private async renewed(id: string, session: StoredSession): Promise<StoredSession | undefined> {
    if (!(await this.store.take('renewing', hashOf(id), RENEWING_S))) return this.renewedByAnother(id);
    try {
      const current = await this.look(id);
      if (!current || current.renewAt !== session.renewAt) return current;
      const signedIn = await this.renew(session);
      if (signedIn?.person.sub !== session.person.sub) {
        await this.store.remove(hashOf(id));
        return undefined;
      }
      const renewed = { ...session, ...signedIn, renewAt: this.clock.now() + this.limits.renewS * 1_000 };
      return (await this.store.replace(hashOf(id), this.seal(id, renewed))) ? renewed : undefined;
    } finally {
      await this.store.giveBack('renewing', hashOf(id));
    }
  }

  private async renewedByAnother(id: string): Promise<StoredSession | undefined> {
    for (let wait = 0; wait < WAITS_MAX; wait++) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_RENEWAL_MS));
      const session = await this.look(id);
      if (!session || session.renewAt > this.clock.now()) return session;
    }
    throw new Fault('a session is being renewed for too long');
  }

  private seal(id: string, session: StoredSession): string {
    return encryptBytes(this.keys.sealing, `session ${hashOf(id)}`, Buffer.from(JSON.stringify(session))).toString('base64url');
  }

  private unseal(id: string, sealed: string): StoredSession | undefined {
    try {
      return StoredSession.parse(JSON.parse(decryptBytes(this.keys.sealing, `session ${hashOf(id)}`, Buffer.from(sealed, 'base64url')).toString('utf8')));
    } catch {
      // Sealed under another secret, or not by us: it is nobody's session.
      return undefined;
    }
  }
}

const publicPart = (id: string, { person, endsAt, idToken }: StoredSession): Session => ({ id, person, endsAt, idToken });
