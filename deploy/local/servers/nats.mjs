import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLine } from './first-line.mjs';
import { createUserSeed, publicKeyOf } from './nkey.mjs';
import { natsAccounts } from './nats-accounts.mjs';
import { keptSecret } from '../secret-file.mjs';

/** @typedef {import('../processes/supervised-process.mjs').ProcessPlan} ProcessPlan */
/** @typedef {import('../set-up/find-programs.mjs').Program} Program */

/** A batch of thousands waits in JetStream at most for days; the bound keeps a full disk from being the limit. */
const CONFIGURATION = (/** @type {number} */ port, /** @type {string} */ store) => `
server_name: "lianshen-local"
listen: "127.0.0.1:${port}"
max_payload: 1MB
jetstream { store_dir: ${JSON.stringify(store)}, max_memory_store: 64MB, max_file_store: 8GB }
`;

/** @param {import('./certificates.mjs').ServerTls} tls */
const tlsBlock = ({ certificateFile, keyFile }) => `tls { cert_file: ${JSON.stringify(certificateFile)}, key_file: ${JSON.stringify(keyFile)}, timeout: 5 }
`;

/** The server says its first line before TLS begins. @param {number} port */
const isReady = async (port) => /^INFO .*"jetstream":true/.test(await firstLine(port));

/**
 * @param {{ program: Program, dir: string, port: number, env: Record<string, string>, accounts?: string, tls?: import('./certificates.mjs').ServerTls }} options
 *   accounts: the part of the configuration that names accounts and users; without it everybody may do everything
 * @returns {ProcessPlan}
 */
export const natsPlan = ({ program, dir, port, env, accounts = '', tls }) => {
  const data = join(dir, 'nats');
  const configuration = join(data, 'nats.conf');
  mkdirSync(data, { recursive: true });
  writeFileSync(configuration, CONFIGURATION(port, join(data, 'store')) + (tls === undefined ? '' : tlsBlock(tls)) + accounts, { mode: 0o600 });
  return {
    name: 'nats',
    command: program.command,
    args: ['-c', configuration],
    env: { ...env, ...program.env },
    logFile: join(dir, 'logs', 'nats.log'),
    isReady: () => isReady(port),
    readyWithinMs: 30_000,
  };
};

/**
 * Makes each user's key at the first start and keeps it.
 * @param {{ dir: string, jurisdiction: string, agencies: string[] }} options
 * @returns {{ accounts: string, seedFiles: Record<string, string> }} seedFiles by user: coordinator, notifier, and each agency's id
 */
export const natsUsers = ({ dir, jurisdiction, agencies }) => {
  /** @type {Record<string, string>} */
  const seedFiles = {};
  /** @param {string} user */
  const keyOf = (user) => {
    const file = (seedFiles[user] = join(dir, 'secrets', 'nats', `${user}.seed`));
    return publicKeyOf(keptSecret(file, createUserSeed));
  };
  const keys = { coordinator: keyOf('coordinator'), notifier: keyOf('notifier'), agencies: Object.fromEntries(agencies.map((agency) => [agency, keyOf(agency)])) };
  return { accounts: natsAccounts(jurisdiction, keys), seedFiles };
};
