import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { authorityFiles, keepCertificates } from '../servers/certificates.mjs';
import { natsSettings } from '../servers/nats-settings.mjs';
import { createUserSeed, publicKeyOf } from '../servers/nkey.mjs';
import { ToldError } from '../told-error.mjs';
import { textOf, writeWhole } from '../whole-file.mjs';
import { addAgency, newRegistry } from './change-registry.mjs';
import { ACCOUNTS_FILE, commit, placesIn, readRegistry, withFolderLock } from './deployment-folder.mjs';
import { findParty } from './registry.mjs';
import { accept } from './result.mjs';
import { refusalWords } from './words.mjs';

/** @typedef {import('./registry.mjs').Registry} Registry */
/** @typedef {{ configuration: string, caFile: string, seedFiles: Record<string, string> }} LocalDeployment seedFiles by user: coordinator, notifier, and each agency's id */

const HOSTS = ['127.0.0.1', 'localhost'];

/** @param {string} dir the stack's folder */
export const localDeploymentFolder = (dir) => join(dir, 'secrets', 'nats');

/**
 * @template T
 * @param {import('./result.mjs').Result<T>} result
 * @returns {T}
 * @throws {ToldError} where it was refused
 */
const accepted = (result) => {
  if (result.ok) return result.value;
  const { chinese, english } = refusalWords(result.refusal);
  throw new ToldError(chinese, english);
};

/**
 * A folder of before there was a registry held seeds and the authority elsewhere, and keeps them.
 * @param {string} folder
 * @param {string} user
 */
const earlierSeed = (folder, user) => textOf(join(folder, `${user}.seed`));

/** @param {string} folder */
const adoptEarlierAuthority = (folder) => {
  const earlier = authorityFiles(join(folder, 'tls'));
  const { caFile, caKeyFile } = authorityFiles(placesIn(folder).authority);
  if (textOf(earlier.caFile) === undefined || textOf(caFile) !== undefined) return;
  writeWhole(caKeyFile, textOf(earlier.caKeyFile) ?? '');
  renameSync(earlier.caFile, caFile);
};

/** @param {string} dir @param {readonly string[]} users */
const removeEarlier = (dir, users) => {
  const folder = localDeploymentFolder(dir);
  for (const user of users) rmSync(join(folder, `${user}.seed`), { force: true });
  rmSync(join(folder, 'tls'), { recursive: true, force: true });
  rmSync(join(dir, 'nats', 'nats.conf'), { force: true });
};

/**
 * @param {string} folder
 * @param {readonly string[]} users
 * @throws {ToldError} where one was revoked, or keeps its seed itself
 */
const refuseWithoutSeed = (folder, users) => {
  const shutOut = users.find((user) => textOf(placesIn(folder).seed(user)) === undefined);
  if (shutOut === undefined) return;
  const command = `npm run keys -- rotate ${shutOut} --folder ${folder}`;
  throw new ToldError(`${shutOut} 在本机没有可用的 NATS 种子（已吊销，或不在此处保管）。换发：${command}`, `There is no seed here that lets ${shutOut} into NATS: it was revoked, or is kept elsewhere. For a new one: ${command}`);
};

/**
 * The registry with everybody whom the stack starts in it.
 * @param {string} folder
 * @param {{ jurisdiction: string, natsUrl: string, agencies: readonly string[] }} options
 */
const completeRegistry = (folder, { jurisdiction, natsUrl, agencies }) => {
  const now = new Date().toISOString();
  /** @type {Record<string, string>} */
  const seeds = {};
  /** @param {string} user */
  const keyOf = (user) => publicKeyOf((seeds[user] = earlierSeed(folder, user) ?? createUserSeed()));
  const there = readRegistry(folder);
  if (!there.ok && there.refusal.code !== 'keys.no-folder') accepted(there);
  let registry = there.ok
    ? { ...there.value, jurisdiction, natsUrl }
    : newRegistry({ jurisdiction, natsUrl, authority: 'own', hosts: HOSTS }, { coordinator: keyOf('coordinator'), notifier: keyOf('notifier'), now });
  for (const id of agencies.filter((agency) => findParty(registry, agency) === undefined)) registry = accepted(addAgency(registry, { id, nkey: keyOf(id), now }));
  return { registry, seeds };
};

/**
 * Writes the deployment folder of a stack on this machine: the same registry, accounts and credentials that
 * `npm run keys` writes, on a loopback port. Keys that are there are kept; agencies that are new are added.
 * @param {{ dir: string, jurisdiction: string, agencies: readonly string[], port: number }} options dir: the stack's folder
 * @returns {Promise<LocalDeployment>}
 * @throws {ToldError} when there is no seed for a party that the stack starts, because it was revoked, or `npm run keys` is at work on the folder
 */
export const prepareLocalDeployment = async ({ dir, jurisdiction, agencies, port }) => {
  const folder = localDeploymentFolder(dir);
  const places = placesIn(folder);
  const users = ['coordinator', 'notifier', ...agencies];
  return accepted(
    await withFolderLock(folder, async () => {
      const { registry, seeds } = completeRegistry(folder, { jurisdiction, natsUrl: `tls://127.0.0.1:${port}`, agencies });
      adoptEarlierAuthority(folder);
      await keepCertificates({ authority: places.authority, file: places.certificate, hosts: registry.hosts });
      const { certificate } = places;
      writeWhole(places.settings, natsSettings({ name: `lianshen-${jurisdiction}`, listen: `127.0.0.1:${port}`, store: join(dir, 'nats', 'store'), certificate, accounts: ACCOUNTS_FILE }));
      commit(folder, registry, seeds);
      removeEarlier(dir, users);
      refuseWithoutSeed(folder, users);
      return accept({ configuration: places.settings, caFile: authorityFiles(places.authority).caFile, seedFiles: Object.fromEntries(users.map((user) => [user, places.seed(user)])) });
    }),
  );
};
