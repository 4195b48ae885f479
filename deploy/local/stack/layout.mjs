import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/**
 * @typedef {object} Layout the names under which one stack keeps its things
 * @property {string} jurisdiction
 * @property {(process: string) => string} database
 * @property {string} redisPrefix
 * @property {string} coordinatorKeysFile
 * @property {boolean} shared whether a server that others use as well holds things of a temporary stack
 */

/** The process's name of an agency's adapter. @param {string} agency */
export const adapterOf = (agency) => `agency-${agency}`;

/**
 * A temporary stack on servers that somebody else runs must not meet what is already there: its names get a random end.
 * @param {{ dir: string, temporary: boolean, jurisdiction: string, servers: import('../set-up.mjs').Servers }} options
 * @returns {Layout}
 */
export const layOut = ({ dir, temporary, jurisdiction, servers }) => {
  const random = randomBytes(4).toString('hex');
  /** @param {import('../set-up.mjs').Server} server */
  const isShared = (server) => temporary && 'url' in server;
  const databaseEnd = isShared(servers.mongodb) ? `_${random}` : '';
  return {
    jurisdiction: isShared(servers.nats) ? `${jurisdiction}-${random}` : jurisdiction,
    database: (process) => `lianshen_${process.replaceAll('-', '_')}${databaseEnd}`,
    redisPrefix: isShared(servers.redis) ? `lianshen-${random}` : 'lianshen',
    coordinatorKeysFile: join(dir, 'trust', 'coordinator.json'),
    shared: isShared(servers.mongodb) || isShared(servers.nats) || isShared(servers.redis),
  };
};
