import { existsSync } from 'node:fs';
import { httpCall, problemOf } from '../http-call.mjs';
import { addGeneration } from '../keys/coordinator-generations.mjs';
import { registrationRequest } from '../keys/registration-request.mjs';
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

/**
 * Writes the coordinator's public keys where the adapters read them.
 * @param {string} coordinatorUrl
 * @param {string} file
 * @returns {Promise<boolean>} whether they are new (rotated, or its database was emptied)
 */
export const learnCoordinatorKeys = async (coordinatorUrl, file) => addGeneration(file, JSON.parse(await keysOf(coordinatorUrl)));

/**
 * Registers an agency's public keys with the coordinator. Registering the same keys again is answered as the first time.
 * @param {{ coordinatorUrl: string, agency: string, adapterUrl: string, token: string }} options token: an administrator's
 */
export const registerAgency = async ({ coordinatorUrl, agency, adapterUrl, token }) => {
  const body = await keysOf(adapterUrl);
  const { path, headers, ...request } = registrationRequest(agency, body);
  const answer = await httpCall(`${coordinatorUrl}${path}`, { ...request, headers: { ...headers, Authorization: `Bearer ${token}` } });
  if (answer.status !== 200 && answer.status !== 201) {
    const { chinese, english } = problemOf(answer);
    throw new ToldError(`协调端没有登记 ${agency} 的公钥：${chinese}`, `The coordinator did not register the keys of ${agency}. ${english}`);
  }
};
