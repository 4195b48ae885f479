import { existsSync, readFileSync } from 'node:fs';
import { authorityFiles, makeServerCertificate } from '../servers/certificates.mjs';
import { writeWhole } from '../whole-file.mjs';
import { changeDeployment } from './change-deployment.mjs';
import { CERTIFICATE_FILE, placesIn } from './deployment-folder.mjs';
import { readGivenCertificates } from './given-certificates.mjs';
import { accept, refuse } from './result.mjs';

/** @typedef {import('./registry.mjs').Registry} Registry */
/** @typedef {{ certificate: string, key: string } | undefined} Given PEM texts */

/**
 * @param {string} folder
 * @param {{ registry: Registry, hosts: readonly string[], given: Given }} options
 * @returns {Promise<import('./result.mjs').Result<undefined>>}
 */
const replaceCertificate = async (folder, { registry, hosts, given }) => {
  const { authority, certificate: file } = placesIn(folder);
  if ((registry.authority === 'given') !== (given !== undefined)) return refuse('keys.authority-differs', { authority: registry.authority });
  if (given === undefined) {
    const { caKeyFile } = authorityFiles(authority);
    if (!existsSync(caKeyFile)) return refuse('keys.authority-missing', { file: caKeyFile });
    await makeServerCertificate({ authority, file, hosts });
    return accept(undefined);
  }
  const fit = readGivenCertificates({ ...given, ca: readFileSync(authorityFiles(authority).caFile, 'utf8'), hosts, now: Date.now() });
  if (!fit.ok) return fit;
  writeWhole(file, fit.value.server);
  return accept(undefined);
};

/**
 * Gives the server a new certificate and key, from the same authority, so that no party has to learn anything.
 * @param {string} folder
 * @param {{ hosts: readonly string[], given: Given }} options hosts: where they are named, they take the place of those of before
 */
export const rotateTls = async (folder, { hosts, given }) => {
  const outcome = await changeDeployment(folder, async (registry) => {
    const next = hosts.length === 0 ? registry : { ...registry, hosts };
    const replaced = await replaceCertificate(folder, { registry, hosts: next.hosts, given });
    return replaced.ok ? accept(next) : replaced;
  });
  return outcome.ok ? accept({ ...outcome.value, changed: true, written: [`server/${CERTIFICATE_FILE}`, ...outcome.value.written] }) : outcome;
};
