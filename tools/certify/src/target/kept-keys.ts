import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { exportPrivate, generateOwnKeys, importPrivate, publicKeysOf, type OwnKeys } from '@lianshen/platform/sealing';

/** Where the public halves stand, for the adapter's configuration. */
export const publicFileOf = (file: string): string => `${file}.public.json`;

/** Two generations of the coordinator's keys. */
export interface KeptKeys {
  readonly first: OwnKeys;
  readonly next: OwnKeys;
}

/**
 * The keys of the coordinator that the kit plays, and those that it rotates to: made at the first time and kept, so that
 * an adapter is configured once, with both.
 */
export function keptCoordinatorKeys(file: string): KeptKeys {
  const [first, next] = [keptIn(file), keptIn(`${file}.next`)];
  writeFileSync(publicFileOf(file), `${JSON.stringify([first, next].map(publicKeysOf), null, 2)}\n`);
  return { first, next };
}

function keptIn(file: string): OwnKeys {
  const keys = existsSync(file) ? importPrivate(readFileSync(file)) : generateOwnKeys(COORDINATOR);
  if (keys.partyId !== COORDINATOR) throw new Error(`${file}: 不是协调端的密钥 / these are not a coordinator's keys`);
  if (!existsSync(file)) writeFileSync(file, exportPrivate(keys), { mode: 0o600, flag: 'wx' });
  return keys;
}
