import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { ok, refuse, type PartyId, type Result } from '@lianshen/contracts/kernel';
import { thumbprintKid } from './party-keys.js';

type KeyUse = 'sign' | 'agree';

/** A public key as an administrator registered it. */
export interface RegisteredKey {
  readonly partyId: PartyId;
  readonly kid: string;
  readonly use: KeyUse;
  readonly publicKey: KeyObject;
  /** Epoch ms; undefined for a key that was not revoked. It stays known, so that what it signed before can be verified. */
  readonly revokedAt?: number;
}

/** The newest key of each use that is not revoked. */
export type NewestKeys = Readonly<Partial<Record<KeyUse, RegisteredKey>>>;

/** The keys of one party as its record tells them. */
export interface KeysOnRecord {
  /** In order of registration. */
  readonly generations: readonly PartyPublicKeys[];
  /** By kid, when it was revoked, epoch ms. */
  readonly revokedAt?: Readonly<Record<string, number>>;
}

/**
 * Which keys count for whom. It holds what was registered in the ledger (or, in an adapter, what its
 * configuration names) and nothing else: there is no trust on first use.
 */
export class KeyDirectory {
  private readonly byKid = new Map<string, RegisteredKey>();
  private readonly newestOf = new Map<PartyId, NewestKeys>();

  /** Adds a party's keys; the newest are the ones that it is addressed with. Refused when a kid is not the key's thumbprint, or was revoked. */
  register(keys: PartyPublicKeys): Result<void> {
    const pair = [read(keys, 'sign'), read(keys, 'agree')] as const;
    for (const key of pair) {
      if (key === undefined) return refuse('key.not-its-thumbprint', { party: keys.partyId });
      const known = this.byKid.get(key.kid);
      if (known && known.partyId !== keys.partyId) return refuse('key.of-another-party', { party: keys.partyId });
      if (known?.revokedAt !== undefined) return refuse('key.revoked', { party: keys.partyId, kid: key.kid });
    }
    const [sign, agree] = pair as readonly [RegisteredKey, RegisteredKey];
    for (const key of [sign, agree]) this.byKid.set(key.kid, key);
    this.newestOf.set(keys.partyId, { sign, agree });
    return ok(undefined);
  }

  /** Takes a party's keys as its record tells them now; what the record does not name any more is a stranger's from here on. */
  replace(partyId: PartyId, { generations, revokedAt = {} }: KeysOnRecord): void {
    for (const [kid, key] of this.byKid) if (key.partyId === partyId) this.byKid.delete(kid);
    this.newestOf.set(partyId, {});
    for (const keys of generations) for (const use of ['sign', 'agree'] as const) this.take(read(keys, use), revokedAt);
  }

  private take(key: RegisteredKey | undefined, revokedAt: Readonly<Record<string, number>>): void {
    if (!key || (this.byKid.get(key.kid)?.partyId ?? key.partyId) !== key.partyId) return;
    const at = revokedAt[key.kid];
    this.byKid.set(key.kid, at === undefined ? key : { ...key, revokedAt: at });
    if (at === undefined) this.newestOf.set(key.partyId, { ...this.newest(key.partyId), [key.use]: key });
  }

  /** Also a key that was revoked: whoever asks looks at `revokedAt`. */
  find(kid: string, use: KeyUse): RegisteredKey | undefined {
    const key = this.byKid.get(kid);
    return key?.use === use ? key : undefined;
  }

  /** What a party is addressed with and what it signs with now; without a use whose keys are all revoked. */
  newest(partyId: PartyId): NewestKeys {
    return this.newestOf.get(partyId) ?? {};
  }

  /** The keys of a party, or undefined where one of both uses is missing: nothing was registered, or all was revoked. */
  findCurrent(partyId: PartyId): Required<NewestKeys> | undefined {
    const { sign, agree } = this.newest(partyId);
    return sign && agree ? { sign, agree } : undefined;
  }

  /** Whether keys of the party were ever registered. */
  knows(partyId: PartyId): boolean {
    return this.newestOf.has(partyId);
  }

  get size(): number {
    return this.newestOf.size;
  }
}

function read(keys: PartyPublicKeys, use: KeyUse): RegisteredKey | undefined {
  const jwk = keys[use];
  if (thumbprintKid(jwk) !== jwk.kid) return undefined;
  return { partyId: keys.partyId, kid: jwk.kid, use, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}
