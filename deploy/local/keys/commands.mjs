import { relative } from 'node:path';
import { changeDeployment, nkeyFor } from './change-deployment.mjs';
import { addAgency, finishRotation, revoke, startRotation } from './change-registry.mjs';
import { init } from './init.mjs';
import { certificateEndsAt, list } from './list.mjs';
import { placesIn } from './deployment-folder.mjs';
import { register } from './register.mjs';
import { findParty, stateOf } from './registry.mjs';
import { accept, refuse } from './result.mjs';
import { rotateTls } from './rotate-tls.mjs';

/** @typedef {import('./registry.mjs').Registry} Registry */
/** @typedef {import('./change-deployment.mjs').Changed} Changed */
/** @typedef {import('./result.mjs').Refusal} Refusal */

/**
 * @typedef {object} Answer what a command did and what a person does next
 * @property {string} outcome a code of `words.mjs`
 * @property {Refusal['params']} params
 * @property {Registry} registry
 * @property {boolean} changed
 * @property {string[]} written files, as seen from the folder
 * @property {string[]} next codes of `words.mjs`, in order
 */

/**
 * @param {import('./result.mjs').Result<Changed>} result
 * @param {(changed: Changed) => { outcome: string, params: Refusal['params'], next: string[] }} tell
 * @returns {import('./result.mjs').Result<Answer>}
 */
const answerOf = (result, tell) => (result.ok ? accept({ ...result.value, ...tell(result.value) }) : result);

/** @param {import('./init.mjs').Wishes} wishes */
export const initCommand = async (wishes) => answerOf(await init(wishes), () => ({ outcome: 'folder-made', params: { folder: wishes.folder }, next: ['start-server'] }));

/** @param {string | undefined} seed */
const handOver = (seed) => (seed === undefined ? 'hand-over-without-seed' : 'hand-over');

/** @param {string | undefined} name */
const isName = (name) => name === undefined || /^\P{Cc}{1,200}$/u.test(name);

/** @param {{ folder: string, id: string, name: string | undefined, nkey: string | undefined }} options nkey: the public half of one that the agency made */
export const addAgencyCommand = async ({ folder, id, name, nkey: given }) => {
  if (!isName(name)) return refuse('keys.name-invalid');
  const key = nkeyFor(given);
  if (!key.ok) return key;
  const { nkey, seed } = key.value;
  const result = await changeDeployment(folder, (registry, now) => addAgency(registry, { id, name, nkey, now }), { seeds: seed === undefined ? {} : { [id]: seed } });
  return answerOf(result, () => ({ outcome: 'agency-added', params: { folder, party: id, nkey }, next: ['reload-twice', handOver(seed)] }));
};

/** @param {{ folder: string, party: string, nkey: string | undefined }} options nkey: the public half of one that the party made */
export const startRotationCommand = async ({ folder, party, nkey: given }) => {
  const key = nkeyFor(given);
  if (!key.ok) return key;
  const { nkey, seed } = key.value;
  const result = await changeDeployment(folder, (registry, now) => startRotation(registry, { party, nkey, now }), { seeds: seed === undefined ? {} : { [party]: seed } });
  return answerOf(result, ({ registry }) => ({ outcome: 'rotation-started', params: { folder, party, nkey }, next: ['reload', handOver(seed), ...(isRotating(registry, party) ? ['finish'] : [])] }));
};

/** @param {Registry} registry @param {string} party */
const isRotating = (registry, party) => stateIn(registry, party) === 'rotating';

/** @param {Registry} registry @param {string} id */
const stateIn = (registry, id) => {
  const party = findParty(registry, id);
  return party === undefined ? 'unknown' : stateOf(party);
};

/** @param {{ folder: string, party: string }} options */
export const finishRotationCommand = async ({ folder, party }) =>
  answerOf(await changeDeployment(folder, (registry, now) => finishRotation(registry, { party, now })), () => ({ outcome: 'rotation-finished', params: { folder, party }, next: ['reload'] }));

/** @param {{ folder: string, hosts: string[], given: import('./rotate-tls.mjs').Given }} options */
export const rotateTlsCommand = async ({ folder, ...wishes }) =>
  answerOf(await rotateTls(folder, wishes), () => ({ outcome: 'tls-rotated', params: { folder, certificateEndsAt: certificateEndsAt(folder) }, next: ['reload'] }));

/** @param {{ folder: string, party: string, nkey: string | undefined }} options nkey: that one alone */
export const revokeCommand = async ({ folder, party, nkey }) =>
  answerOf(await changeDeployment(folder, (registry, now) => revoke(registry, { party, nkey, now })), ({ registry }) => {
    const state = stateIn(registry, party);
    return { outcome: 'revoked', params: { folder, party, state }, next: ['reload', ...(state === 'revoked' ? ['let-in-again'] : [])] };
  });

/** @param {{ folder: string, party: string, text: string }} options text: what the party's `GET /keys` answered */
export const registerCommand = async ({ folder, party, text }) => {
  const result = await register(folder, { party, text });
  return answerOf(result, ({ registry }) => {
    const { sign = '', agree = '' } = findParty(registry, party)?.messageKeys.at(-1) ?? {};
    return { outcome: 'message-keys-recorded', params: { folder, party, sign, agree }, next: [party === 'coordinator' ? 'pass-on' : 'post'] };
  });
};

/** @param {{ folder: string }} options */
export const listCommand = async ({ folder }) =>
  answerOf(await list(folder), ({ registry, written }) => ({
    outcome: 'listed',
    params: { folder, jurisdiction: registry.jurisdiction, natsUrl: registry.natsUrl, certificateEndsAt: certificateEndsAt(folder) },
    next: written.includes(relative(folder, placesIn(folder).accounts)) ? ['reload-twice'] : [],
  }));
