import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { claim } from '../processes/claim.mjs';
import { natsAccounts } from '../servers/nats-accounts.mjs';
import { authorityFiles } from '../servers/certificates.mjs';
import { isUserSeed, publicKeyOf } from '../servers/nkey.mjs';
import { textOf, writeWhole } from '../whole-file.mjs';
import { CA_FILE, COORDINATOR_KEYS_FILE, environmentText, SEED_FILE } from './party-environment.mjs';
import { listAgencies, parseRegistry, registryText, usersOf, validNkeys } from './registry.mjs';
import { accept, refuse } from './result.mjs';

/**
 * A deployment folder, and the only code that writes one.
 *
 *     registry.json            what counts; written in one step, and everything below follows from it
 *     server/                  what the server's machine gets: nats.conf, accounts.conf, server.pem
 *     authority/               ca.pem and, where the authority is the installation's own, ca.key
 *     parties/<id>/            what a party gets: nats.env, ca.pem, nkey.seed; agencies coordinator-keys.json, too
 *     coordinator-keys.json    the coordinator's public keys, the newest last
 *
 * A seed is written as `nkey.seed.next` before the registry names its nkey, and put in its place afterwards. So a run that
 * is killed leaves the old registry or the new one, and `settle` of the next run does what follows from it.
 */

/** @typedef {import('./registry.mjs').Registry} Registry */
/** @typedef {import('./registry.mjs').Party} Party */

/** @param {string} folder */
export const placesIn = (folder) => ({
  registry: join(folder, 'registry.json'),
  authority: join(folder, 'authority'),
  server: join(folder, 'server'),
  settings: join(folder, 'server', 'nats.conf'),
  accounts: join(folder, 'server', ACCOUNTS_FILE),
  certificate: join(folder, 'server', CERTIFICATE_FILE),
  coordinatorKeys: join(folder, COORDINATOR_KEYS_FILE),
  /** @param {string} id */
  party: (id) => join(folder, 'parties', id),
  /** @param {string} id */
  seed: (id) => join(folder, 'parties', id, SEED_FILE),
});

export const ACCOUNTS_FILE = 'accounts.conf';
export const CERTIFICATE_FILE = 'server.pem';

/**
 * Lets one run at a time touch a folder. The lock lies beside the folder, which may not be there yet.
 * @template T
 * @param {string} folder
 * @param {() => Promise<import('./result.mjs').Result<T>>} work
 * @returns {Promise<import('./result.mjs').Result<T>>} `keys.busy` while another run holds it
 */
export const withFolderLock = async (folder, work) => {
  const held = claim(`${folder}.lock`);
  if (held.holder !== undefined) return refuse('keys.busy', { folder, pid: held.holder.pid });
  try {
    return await work();
  } finally {
    held.release();
  }
};

/**
 * @param {string} folder
 * @returns {import('./result.mjs').Result<Registry>}
 */
export const readRegistry = (folder) => {
  const file = placesIn(folder).registry;
  const text = textOf(file);
  if (text === undefined) return refuse('keys.no-folder', { folder });
  const registry = parseRegistry(text);
  return registry === undefined ? refuse('keys.registry-unreadable', { file }) : accept(registry);
};

/**
 * @param {string} folder
 * @param {string} path
 * @param {string} text
 * @returns {string[]} the path as seen from the folder, if the file was not like that already
 */
const writeChanged = (folder, path, text) => {
  if (textOf(path) === text) return [];
  writeWhole(path, text);
  return [relative(folder, path)];
};

/**
 * @param {Party} party
 * @param {string | undefined} seed
 * @returns {'good' | 'ended' | 'unknown'} what the registry says of the nkey that it is the seed of
 */
const standingOf = (party, seed) => {
  if (seed === undefined || !isUserSeed(seed)) return 'unknown';
  const nkey = publicKeyOf(seed);
  if (validNkeys(party).includes(nkey)) return 'good';
  return party.nkeys.some(({ publicKey }) => publicKey === nkey) ? 'ended' : 'unknown';
};

/**
 * Puts a new seed in its place once the registry names its nkey, and removes one whose nkey has ended.
 * @param {string} folder
 * @param {string} id
 * @param {Party} party
 * @returns {string[]}
 */
const settleSeed = (folder, id, party) => {
  const file = placesIn(folder).seed(id);
  const next = textOf(nextSeed(file));
  const written = next !== undefined && standingOf(party, next) === 'good' ? writeChanged(folder, file, next) : [];
  if (standingOf(party, textOf(file)) === 'ended') rmSync(file);
  for (const left of [nextSeed(file), `${nextSeed(file)}.draft`, `${file}.draft`]) rmSync(left, { force: true });
  return written;
};

/** @param {string} file */
const nextSeed = (file) => `${file}.next`;

/**
 * Writes what follows from the registry and is not there yet. The authority's certificate has to be there.
 * @param {string} folder
 * @param {Registry} registry
 * @returns {string[]} the files that were written, as seen from the folder
 */
export const settle = (folder, registry) => {
  const places = placesIn(folder);
  const ca = readFileSync(authorityFiles(places.authority).caFile, 'utf8');
  const coordinatorKeys = textOf(places.coordinatorKeys);
  const agencies = listAgencies(registry);
  const parties = Object.entries(registry.parties).flatMap(([id, party]) => [
    ...settleSeed(folder, id, party),
    ...writeChanged(folder, join(places.party(id), CA_FILE), ca),
    ...writeChanged(folder, join(places.party(id), 'nats.env'), environmentText(registry, id)),
    ...(coordinatorKeys === undefined || !agencies.includes(id) ? [] : writeChanged(folder, join(places.party(id), COORDINATOR_KEYS_FILE), coordinatorKeys)),
  ]);
  return [...writeChanged(folder, places.accounts, `${ACCOUNTS_NOTE}${natsAccounts(registry.jurisdiction, usersOf(registry))}`), ...parties];
};

const ACCOUNTS_NOTE = '# 由 npm run keys 从 registry.json 写出，请勿手改。 Written by npm run keys from registry.json; not to be changed by hand.\n';

/**
 * Makes a registry the one that counts, and writes what follows from it.
 * @param {string} folder
 * @param {Registry} registry
 * @param {Readonly<Record<string, string>>} [seeds] new ones, by party
 * @returns {string[]} the files that were written, as seen from the folder
 */
export const commit = (folder, registry, seeds = {}) => {
  const places = placesIn(folder);
  for (const [id, seed] of Object.entries(seeds)) writeWhole(nextSeed(places.seed(id)), seed);
  return [...writeChanged(folder, places.registry, registryText(registry)), ...settle(folder, registry)];
};
