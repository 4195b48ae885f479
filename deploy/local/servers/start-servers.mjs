import { freePort } from '../free-port.mjs';
import { baseEnvironment } from './base-environment.mjs';
import { mongodbPlan } from './mongodb.mjs';
import { natsPlan } from './nats.mjs';
import { redisPlan } from './redis.mjs';

/** @typedef {import('../set-up.mjs').Servers} Servers */
/** @typedef {import('../processes/supervisor.mjs').Supervisor} Supervisor */

/** @typedef {{ natsUrl: string, natsCaFile?: string, redisUrl: string, mongodbUri: string }} RunningServers natsCaFile: where the NATS is ours and speaks TLS */

/**
 * Starts the servers that are ours, at the same time, each on a free loopback port with its data under `dir`.
 * @param {{ servers: Servers, dir: string, supervisor: Supervisor, natsAccounts?: string, natsTls?: import('./certificates.mjs').ServerTls }} options
 * @returns {Promise<RunningServers>}
 */
export const startServers = async ({ servers, dir, supervisor, natsAccounts, natsTls }) => {
  const env = baseEnvironment();
  const { nats, redis, mongodb } = servers;
  /** @type {import('../processes/supervised-process.mjs').ProcessPlan[]} */
  const plans = [];
  let natsUrl = 'url' in nats ? nats.url : '';
  let redisUrl = 'url' in redis ? redis.url : '';
  let mongodbUri = 'url' in mongodb ? mongodb.url : '';
  if (!('url' in nats)) {
    const port = await freePort();
    natsUrl = `${natsTls === undefined ? 'nats' : 'tls'}://127.0.0.1:${port}`;
    plans.push(natsPlan({ program: nats, dir, port, env, ...(natsAccounts === undefined ? {} : { accounts: natsAccounts }), ...(natsTls === undefined ? {} : { tls: natsTls }) }));
  }
  if (!('url' in redis)) {
    const port = await freePort();
    redisUrl = `redis://127.0.0.1:${port}`;
    plans.push(redisPlan({ program: redis, dir, port, env }));
  }
  if (!('url' in mongodb)) {
    const port = await freePort();
    mongodbUri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
    plans.push(mongodbPlan({ program: mongodb, dir, port, env }));
  }
  await Promise.all(plans.map((plan) => supervisor.start(plan)));
  return { natsUrl, ...('url' in nats || natsTls === undefined ? {} : { natsCaFile: natsTls.caFile }), redisUrl, mongodbUri };
};
