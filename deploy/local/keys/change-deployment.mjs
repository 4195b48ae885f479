import { existsSync } from 'node:fs';
import { authorityFiles } from '../servers/certificates.mjs';
import { createUserSeed, isUserKey, publicKeyOf } from '../servers/nkey.mjs';
import { commit, placesIn, readRegistry, settle, withFolderLock } from './deployment-folder.mjs';
import { accept, refuse } from './result.mjs';

/** @typedef {import('./registry.mjs').Registry} Registry */
/** @typedef {import('./change-registry.mjs').Decided} Decided */
/** @typedef {{ registry: Registry, changed: boolean, written: string[] }} Changed written: files, as seen from the folder */

/**
 * Runs one command on a deployment folder: alone, on the registry as it stands, after what an earlier run left undone.
 * @param {string} folder
 * @param {(registry: Registry, now: string) => Promise<Decided> | Decided} decide
 * @param {{ seeds?: Readonly<Record<string, string>> }} [options] seeds that go with what is decided, by party
 * @returns {Promise<import('./result.mjs').Result<Changed>>}
 */
export const changeDeployment = (folder, decide, { seeds } = {}) =>
  withFolderLock(folder, async () => {
    const before = readRegistry(folder);
    if (!before.ok) return before;
    const { caFile } = authorityFiles(placesIn(folder).authority);
    if (!existsSync(caFile)) return refuse('keys.authority-missing', { file: caFile });
    const settled = settle(folder, before.value);
    const decided = await decide(before.value, new Date().toISOString());
    if (!decided.ok) return decided;
    const changed = decided.value !== before.value;
    return accept({ registry: decided.value, changed, written: [...settled, ...(changed ? commit(folder, decided.value, seeds) : [])] });
  });

/**
 * The nkey that a party made itself, of which we learn the public half alone; else one is made for it here.
 * @param {string | undefined} given
 * @returns {import('./result.mjs').Result<{ nkey: string, seed?: string }>}
 */
export const nkeyFor = (given) => {
  if (given !== undefined) return isUserKey(given) ? accept({ nkey: given }) : refuse('keys.nkey-invalid', { nkey: given });
  const seed = createUserSeed();
  return accept({ nkey: publicKeyOf(seed), seed });
};
