import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { authorityFiles, keepCertificates } from '../servers/certificates.mjs';
import { natsSettings } from '../servers/nats-settings.mjs';
import { createUserSeed, publicKeyOf } from '../servers/nkey.mjs';
import { writeWhole } from '../whole-file.mjs';
import { newRegistry } from './change-registry.mjs';
import { ACCOUNTS_FILE, CERTIFICATE_FILE, commit, placesIn, readRegistry, withFolderLock } from './deployment-folder.mjs';
import { readGivenCertificates } from './given-certificates.mjs';
import { stateOf, TOKEN } from './registry.mjs';
import { accept, refuse } from './result.mjs';

/**
 * @typedef {object} Wishes
 * @property {string} folder where the deployment folder is to be; it must not be there, or be empty
 * @property {string} jurisdiction
 * @property {string} url `tls://host:port`, under which the parties reach the server
 * @property {readonly string[]} hosts further names and addresses of the server, for its certificate
 * @property {string} listen `<address>:<port>` of the server
 * @property {string} serverFolder where `server/` will lie on the server's machine
 * @property {string} store where JetStream keeps its streams there
 * @property {{ ca: string, certificate: string, key: string } | undefined} given PEM texts of an authority that is there already
 */

/** @param {string} url */
const hostOf = (url) => {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  // Exactly that, so that no name and password and no path slip into what parties are handed.
  return hostname !== '' && port !== '' && url === `tls://${hostname}:${port}` ? hostname.replaceAll(/^\[|\]$/g, '') : undefined;
};

/** @param {string} folder */
const refuseTaken = (folder) => {
  const there = readRegistry(folder);
  if (there.ok) {
    const parties = Object.entries(there.value.parties).map(([id, party]) => `${id} (${stateOf(party)})`);
    return refuse('keys.folder-taken', { folder, jurisdiction: there.value.jurisdiction, since: there.value.since, parties: parties.join(', ') });
  }
  if (there.refusal.code !== 'keys.no-folder') return there;
  return existsSync(folder) && readdirSync(folder).length > 0 ? refuse('keys.folder-not-empty', { folder }) : undefined;
};

/**
 * @param {string} folder
 * @param {{ hosts: readonly string[], given: Wishes['given'] }} wishes
 * @returns {Promise<import('./result.mjs').Result<undefined>>}
 */
const writeCertificates = async (folder, { hosts, given }) => {
  const { authority, certificate: file } = placesIn(folder);
  if (given === undefined) {
    await keepCertificates({ authority, file, hosts });
    return accept(undefined);
  }
  const fit = readGivenCertificates({ ...given, hosts, now: Date.now() });
  if (!fit.ok) return fit;
  writeWhole(authorityFiles(authority).caFile, fit.value.ca);
  writeWhole(file, fit.value.server);
  return accept(undefined);
};

/**
 * Makes a deployment folder: built beside its place and moved there in one step, so it is whole or not there.
 * @param {Wishes} wishes
 * @returns {Promise<import('./result.mjs').Result<import('./change-deployment.mjs').Changed>>}
 */
export const init = async (wishes) => {
  const { folder, jurisdiction, url, listen } = wishes;
  if (!TOKEN.test(jurisdiction)) return refuse('keys.jurisdiction-invalid', { jurisdiction });
  const host = hostOf(url);
  if (host === undefined) return refuse('keys.url-invalid', { url });
  if (!/^[\w.:[\]-]+:\d{1,5}$/.test(listen)) return refuse('keys.listen-invalid', { listen });
  const hosts = [...new Set([host, ...wishes.hosts])];
  const misnamed = hosts.find((each) => !/^[A-Za-z0-9.:-]{1,253}$/.test(each));
  if (misnamed !== undefined) return refuse('keys.host-invalid', { host: misnamed });
  return withFolderLock(folder, async () => {
    const taken = refuseTaken(folder);
    if (taken !== undefined) return taken;
    const draft = `${folder}.incomplete`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    const made = await fill(draft, { ...wishes, hosts });
    if (made.ok) renameSync(draft, folder);
    else rmSync(draft, { recursive: true });
    return made;
  });
};

const SETTINGS_NOTE = '# 由 npm run keys 写出一次，此后归您维护；accounts.conf 由命令维护。 Written once by npm run keys, and yours from here on; accounts.conf stays the command’s.\n';

/**
 * @param {string} folder
 * @param {Wishes} wishes
 * @returns {Promise<import('./result.mjs').Result<import('./change-deployment.mjs').Changed>>}
 */
const fill = async (folder, { jurisdiction, url, hosts, listen, serverFolder, store, given }) => {
  const certified = await writeCertificates(folder, { hosts, given });
  if (!certified.ok) return certified;
  const certificate = join(serverFolder, CERTIFICATE_FILE);
  writeWhole(placesIn(folder).settings, SETTINGS_NOTE + natsSettings({ name: `lianshen-${jurisdiction}`, listen, store, certificate, accounts: ACCOUNTS_FILE }));
  const seeds = { coordinator: createUserSeed(), notifier: createUserSeed() };
  const registry = newRegistry(
    { jurisdiction, natsUrl: url, authority: given === undefined ? 'own' : 'given', hosts },
    { coordinator: publicKeyOf(seeds.coordinator), notifier: publicKeyOf(seeds.notifier), now: new Date().toISOString() },
  );
  const own = ['server/nats.conf', `server/${CERTIFICATE_FILE}`, 'authority/ca.pem', ...(given === undefined ? ['authority/ca.key'] : [])];
  return accept({ registry, changed: true, written: [...own, ...commit(folder, registry, seeds)] });
};
