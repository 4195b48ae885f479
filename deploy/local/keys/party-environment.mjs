import { AGENCY_API_PREFIX, inboxPrefixOf } from '../servers/nats-accounts.mjs';
import { describeParty } from './registry.mjs';

/** @typedef {import('./registry.mjs').Registry} Registry */

/** Files of a party's folder. */
export const SEED_FILE = 'nkey.seed';
export const CA_FILE = 'ca.pem';
export const COORDINATOR_KEYS_FILE = 'coordinator-keys.json';

/**
 * @param {string} user as the server's accounts call it: coordinator, notifier, or an agency's id
 * @param {{ url: string, caFile: string, seedFile: string }} server
 * @returns {Record<string, string>} what a process reads to be this user at a server of ours
 */
export const natsEnvironment = (user, { url, caFile, seedFile }) => ({
  NATS_URL: url,
  NATS_CA_FILE: caFile,
  NATS_NKEY_SEED_FILE: seedFile,
  NATS_INBOX_PREFIX: inboxPrefixOf(user),
  ...(user === 'coordinator' ? {} : { NATS_API_PREFIX: AGENCY_API_PREFIX }),
});

/**
 * @param {Registry} registry
 * @param {string} id
 * @returns {string} the environment file for a party: variables a line, files as they are named in its folder
 */
export const environmentText = (registry, id) => {
  const { kind, consumer, publishes = [] } = describeParty(registry, id);
  const variables = {
    JURISDICTION: registry.jurisdiction,
    ...(kind === 'agency' ? { AGENCY_ID: id, COORDINATOR_KEYS_FILE } : {}),
    ...natsEnvironment(id, { url: registry.natsUrl, caFile: CA_FILE, seedFile: SEED_FILE }),
  };
  const subjects = [...(consumer === undefined ? [] : [`接收 pulls: ${consumer}`]), ...publishes.map((subject) => `发送 publishes: ${subject}`)];
  const lines = [
    `由 npm run keys 写出；文件名相对于本目录。 Written by npm run keys; files are named as seen from this folder.`,
    ...subjects,
    '其余变量（端口、MongoDB、主密钥、登录）由运行方自定。 The other variables (port, MongoDB, master key, sign-in) are yours.',
  ].map((line) => `# ${line}\n`);
  return `${lines.join('')}${Object.entries(variables).map(([name, value]) => `${name}=${value}\n`).join('')}`;
};
