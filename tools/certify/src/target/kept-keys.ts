import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { exportPrivate, generateOwnKeys, importPrivate, publicKeysOf, type OwnKeys } from '@lianshen/platform/sealing';

/** Where the public halves stand, for the adapter's configuration. */
export const publicFileOf = (file: string): string => `${file}.public.json`;

/** The keys of the coordinator that the kit plays: made at the first time and kept, so that an adapter is configured once. */
export function keptCoordinatorKeys(file: string): OwnKeys {
  const keys = existsSync(file) ? importPrivate(readFileSync(file)) : generateOwnKeys(COORDINATOR);
  if (keys.partyId !== COORDINATOR) throw new Error(`${file}: 不是协调端的密钥 / these are not a coordinator's keys`);
  if (!existsSync(file)) writeFileSync(file, exportPrivate(keys), { mode: 0o600, flag: 'wx' });
  writeFileSync(publicFileOf(file), `${JSON.stringify(publicKeysOf(keys), null, 2)}\n`);
  return keys;
}
