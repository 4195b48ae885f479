import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { httpCall, problemOf } from '../http-call.mjs';
import { ToldError } from '../told-error.mjs';

/**
 * In local mode the launcher carries the public keys from one party to the other, as an administrator does between
 * offices: no party trusts a key because it came over the wire.
 */

/**
 * @param {string} url
 * @returns {Promise<string>} the party's public keys, as it wrote them
 */
const keysOf = async (url) => {
  const answer = await httpCall(`${url}/keys`);
  if (answer.status !== 200) {
    const { chinese, english } = problemOf(answer);
    throw new ToldError(`${url}/keys 没有给出公钥：${chinese}`, `${url}/keys gave no public keys. ${english}`);
  }
  return answer.text;
};

/** @param {string} file */
export const isCoordinatorKnown = (file) => existsSync(file);

/** As many generations as an adapter reads. */
const GENERATIONS_MAX = 10;

/**
 * The coordinator's keys that the file names, the newest last; one generation may stand there alone.
 * @param {string} file
 * @returns {object[]}
 */
const knownGenerations = (file) => (existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8'))].flat() : []);

/**
 * Writes the coordinator's public keys where the adapters read them, after those of before: what was sealed with those is
 * still on its way.
 * @param {string} coordinatorUrl
 * @param {string} file
 * @returns {Promise<boolean>} whether they are new (rotated, or its database was emptied)
 */
export const learnCoordinatorKeys = async (coordinatorUrl, file) => {
  const keys = JSON.parse(await keysOf(coordinatorUrl));
  const known = knownGenerations(file);
  const text = JSON.stringify(keys);
  if (known.some((each) => JSON.stringify(each) === text)) return false;
  writeFileSync(file, JSON.stringify([...known, keys].slice(-GENERATIONS_MAX), null, 2));
  return true;
};

/**
 * Registers an agency's public keys with the coordinator. Registering the same keys again is answered as the first time.
 * @param {{ coordinatorUrl: string, agency: string, adapterUrl: string, token: string }} options token: an administrator's
 */
export const registerAgency = async ({ coordinatorUrl, agency, adapterUrl, token }) => {
  const body = await keysOf(adapterUrl);
  const answer = await httpCall(`${coordinatorUrl}/api/agencies/${encodeURIComponent(agency)}/keys`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, 'Idempotency-Key': createHash('sha256').update(`${agency} ${body}`).digest('hex').slice(0, 32) },
    body,
  });
  if (answer.status !== 200 && answer.status !== 201) {
    const { chinese, english } = problemOf(answer);
    throw new ToldError(`协调端没有登记 ${agency} 的公钥：${chinese}`, `The coordinator did not register the keys of ${agency}. ${english}`);
  }
};
