import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A seed of NATS (of an operator, account, user, server, cluster or curve) is 58 characters of base32. Source: nkeys. */
const SEED = /\bS[OAUNCX][A-Z2-7]{56}\b/;
/** A header alone, as programs name it, is no key. */
const PEM = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+(?:[A-Za-z-]+: .*\s+)*[A-Za-z0-9+/=]{32}/;
const JWK = /"(?:kty|crv)"[^{}]*"d"\s*:\s*"[A-Za-z0-9_-]{40,}"|"d"\s*:\s*"[A-Za-z0-9_-]{40,}"[^{}]*"(?:kty|crv)"/;

/** What `.gitignore` leaves out, and git's own. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.turbo', '.data', '.servers', '.keys', 'coverage']);
const BYTES_MAX = 5 * 1024 * 1024;

/** @param {string} text @returns {string[]} the kinds of credential that stand in it */
export const credentialsIn = (text) => [...(SEED.test(text) ? ['nkey seed'] : []), ...(PEM.test(text) ? ['PEM private key'] : []), ...(JWK.test(text) ? ['private JWK'] : [])];

/** @param {string} folder @returns {string[]} files that are, or could come, under version control */
export const listSources = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (LEFT_OUT.has(entry.name)) return [];
    return entry.isDirectory() ? listSources(path) : entry.isFile() && statSync(path).size <= BYTES_MAX ? [path] : [];
  });

/** @param {string} folder @returns {string[]} `<file>: <kind>` for each credential under it */
export const findCredentials = (folder) => listSources(folder).flatMap((file) => credentialsIn(readFileSync(file, 'latin1')).map((kind) => `${file}: ${kind}`));
