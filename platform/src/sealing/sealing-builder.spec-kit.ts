import { createSecretKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import type { Envelope } from '@lianshen/contracts/messages';
import { KeyDirectory } from './key-directory.js';
import { generateOwnKeys, publicKeysOf, type OwnKeys } from './party-keys.js';
import { Sealer } from './sealer.js';

/** For specs: parties that know each other's registered keys. */
export interface Party {
  readonly keys: OwnKeys;
  readonly directory: KeyDirectory;
  readonly sealer: Sealer;
}

export const NOW = Date.parse('2026-03-03T01:00:00Z');
export const DAY = Math.floor(NOW / 86_400_000);

/** @returns one party for each name, and every one of them knows all. */
export function someParties<N extends string>(...names: N[]): Record<N, Party> {
  const own = names.map((name) => generateOwnKeys(name));
  const parties = own.map((keys) => aParty(keys, own));
  return Object.fromEntries(names.map((name, index) => [name, parties[index]])) as Record<N, Party>;
}

export function aParty(keys: OwnKeys, known: readonly OwnKeys[]): Party {
  const directory = new KeyDirectory();
  for (const each of known) directory.register(publicKeysOf(each));
  return { keys, directory, sealer: new Sealer(keys, directory) };
}

export const anEnvelope = (changed: Partial<Envelope> = {}): Envelope => ({
  specversion: '1.0',
  id: 'verdict.1',
  type: 'lianshen.verdict.v1',
  source: 'court',
  audience: 'coordinator',
  time: new Date(NOW).toISOString(),
  data: { 姓名: '张三', count: 1 },
  ...changed,
});

/** The content key as the protocol describes it, made a second time from its words. */
export function contentKeyOf(own: OwnKeys, theirs: OwnKeys, direction: string, agency: string, day = DAY): KeyObject {
  const shared = diffieHellman({ privateKey: own.agree.privateKey, publicKey: theirs.agree.publicKey });
  return createSecretKey(Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(32), `lianshen sealing 1|${day}|${direction}|${agency}`, 32)));
}
