import { freePort } from '../free-port.mjs';
import { prepareLocalDeployment } from '../keys/local-deployment.mjs';
import { baseEnvironment } from './base-environment.mjs';
import { mongodbPlan } from './mongodb.mjs';
import { natsPlan } from './nats.mjs';
import { redisPlan } from './redis.mjs';

/** @typedef {import('../set-up.mjs').Servers} Servers */
/** @typedef {import('../processes/supervisor.mjs').Supervisor} Supervisor */
/** @typedef {{ jurisdiction: string, agencies: readonly string[] }} NatsParties who has an account */

/**
 * @typedef {object} RunningServers
 * @property {string} natsUrl
 * @property {string} [natsCaFile] where the NATS is ours and speaks TLS
 * @property {Record<string, string>} natsSeedFiles by user; empty where the NATS has no accounts of ours
 * @property {string} redisUrl
 * @property {string} mongodbUri
 */

/**
 * @param {{ program: import('../set-up/find-programs.mjs').Program, dir: string, env: Record<string, string>, natsParties: NatsParties | undefined }} options
 * @returns {Promise<{ plan: import('../processes/supervised-process.mjs').ProcessPlan, about: Pick<RunningServers, 'natsUrl' | 'natsCaFile' | 'natsSeedFiles'> }>}
 */
const planNats = async ({ program, dir, env, natsParties }) => {
  const port = await freePort();
  if (natsParties === undefined) return { plan: natsPlan({ program, dir, port, env }), about: { natsUrl: `nats://127.0.0.1:${port}`, natsSeedFiles: {} } };
  const { configuration, caFile, seedFiles } = await prepareLocalDeployment({ dir, ...natsParties, port });
  return { plan: natsPlan({ program, dir, port, env, configuration }), about: { natsUrl: `tls://127.0.0.1:${port}`, natsCaFile: caFile, natsSeedFiles: seedFiles } };
};

/**
 * Starts the servers that are ours, at the same time, each on a free loopback port with its data under `dir`.
 * @param {{ servers: Servers, dir: string, supervisor: Supervisor, natsParties?: NatsParties | undefined }} options natsParties: without them a NATS of ours has no accounts and no TLS
 * @returns {Promise<RunningServers>}
 */
export const startServers = async ({ servers, dir, supervisor, natsParties }) => {
  const env = baseEnvironment();
  const { nats, redis, mongodb } = servers;
  /** @type {import('../processes/supervised-process.mjs').ProcessPlan[]} */
  const plans = [];
  /** @type {Pick<RunningServers, 'natsUrl' | 'natsCaFile' | 'natsSeedFiles'>} */
  let aboutNats = { natsUrl: 'url' in nats ? nats.url : '', natsSeedFiles: {} };
  let redisUrl = 'url' in redis ? redis.url : '';
  let mongodbUri = 'url' in mongodb ? mongodb.url : '';
  if (!('url' in nats)) {
    const planned = await planNats({ program: nats, dir, env, natsParties });
    aboutNats = planned.about;
    plans.push(planned.plan);
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
  return { ...aboutNats, redisUrl, mongodbUri };
};
