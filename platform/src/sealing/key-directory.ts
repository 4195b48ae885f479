import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { ok, refuse, type PartyId, type Result } from '@lianshen/contracts/kernel';
import { thumbprintKid } from './party-keys.js';

/** A public key as an administrator registered it. */
export interface RegisteredKey {
  readonly partyId: PartyId;
  readonly kid: string;
  readonly use: 'sign' | 'agree';
  readonly publicKey: KeyObject;
}

/**
 * Which keys count for whom. It holds what was registered in the ledger (or, in an adapter, what its
 * configuration names) and nothing else: there is no trust on first use.
 */
export class KeyDirectory {
  private readonly byKid = new Map<string, RegisteredKey>();
  private readonly current = new Map<PartyId, { sign: RegisteredKey; agree: RegisteredKey }>();

  /** Adds a party's keys; the newest are the ones that it is addressed with. Refused when a kid is not the key's thumbprint. */
  register(keys: PartyPublicKeys): Result<void> {
    const pair = [read(keys, 'sign'), read(keys, 'agree')] as const;
    for (const key of pair) {
      if (key === undefined) return refuse('key.not-its-thumbprint', { party: keys.partyId });
      const known = this.byKid.get(key.kid);
      if (known && known.partyId !== key.partyId) return refuse('key.of-another-party', { party: keys.partyId });
    }
    const [sign, agree] = pair as readonly [RegisteredKey, RegisteredKey];
    for (const key of [sign, agree]) this.byKid.set(key.kid, key);
    this.current.set(keys.partyId, { sign, agree });
    return ok(undefined);
  }

  find(kid: string, use: 'sign' | 'agree'): RegisteredKey | undefined {
    const key = this.byKid.get(kid);
    return key?.use === use ? key : undefined;
  }

  /** The keys that a party is addressed with now, or undefined where none was registered. */
  findCurrent(partyId: PartyId): { sign: RegisteredKey; agree: RegisteredKey } | undefined {
    return this.current.get(partyId);
  }

  get size(): number {
    return this.current.size;
  }
}

function read(keys: PartyPublicKeys, use: 'sign' | 'agree'): RegisteredKey | undefined {
  const jwk = keys[use];
  if (thumbprintKid(jwk) !== jwk.kid) return undefined;
  return { partyId: keys.partyId, kid: jwk.kid, use, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
}
