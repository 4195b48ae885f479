import { X509Certificate } from 'node:crypto';
import { layOutTable } from '../display-width.mjs';
import { textOf } from '../whole-file.mjs';
import { changeDeployment } from './change-deployment.mjs';
import { placesIn } from './deployment-folder.mjs';
import { stateOf, validNkeys } from './registry.mjs';
import { accept } from './result.mjs';

/**
 * Who is in the registry. What an earlier run left undone is done first, as before every command.
 * @param {string} folder
 */
export const list = (folder) => changeDeployment(folder, (registry) => accept(registry));

/** @param {string} folder @returns {string} UTC, ISO 8601; a dash where the certificate was moved elsewhere */
export const certificateEndsAt = (folder) => {
  const pem = textOf(placesIn(folder).certificate);
  return pem === undefined ? '—' : new Date(new X509Certificate(pem).validTo).toISOString();
};

/**
 * @param {import('./registry.mjs').Registry} registry
 * @returns {string} a table: each party's state and the nkeys that let it in
 */
export const partiesTable = (registry) => {
  const rows = Object.entries(registry.parties).map(([id, party]) => [id, party.name ?? '—', stateOf(party), validNkeys(party).join(' ') || '—', party.messageKeys.at(-1)?.sign ?? '—']);
  return layOutTable([['单位 party', '名称 name', '状态 state', '公钥 nkeys', '签名公钥 kid'], ...rows]);
};
