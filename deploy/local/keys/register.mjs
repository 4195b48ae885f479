import { join } from 'node:path';
import { writeWhole } from '../whole-file.mjs';
import { changeDeployment } from './change-deployment.mjs';
import { recordMessageKeys } from './change-registry.mjs';
import { addGeneration } from './coordinator-generations.mjs';
import { placesIn } from './deployment-folder.mjs';
import { readMessageKeys } from './message-keys.mjs';
import { registrationRequest } from './registration-request.mjs';

/**
 * Notes a party's public keys for messages. It registers nothing at a running process, because that takes a person's
 * token: an agency's become a request to be posted at the coordinator, the coordinator's a file for every adapter.
 * @param {string} folder
 * @param {{ party: string, text: string }} options text: what the party's `GET /keys` answered
 */
export const register = (folder, { party, text }) =>
  changeDeployment(folder, (registry, now) => {
    const keys = readMessageKeys(text, party);
    if (!keys.ok) return keys;
    const { sign, agree } = keys.value;
    const recorded = recordMessageKeys(registry, { party, sign: sign.kid, agree: agree.kid, now });
    if (!recorded.ok) return recorded;
    if (party === 'coordinator') addGeneration(placesIn(folder).coordinatorKeys, keys.value);
    else writeWhole(join(placesIn(folder).party(party), REQUEST_FILE), `${JSON.stringify(registrationRequest(party, JSON.stringify(keys.value)), null, 2)}\n`);
    return recorded;
  });

export const REQUEST_FILE = 'registration.json';
