import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { calendarsOf } from '../calendar/folder.mjs';
import { answersOk } from '../http-call.mjs';
import { projectRoot } from '../project-root.mjs';
import { keptSecret } from '../secret-file.mjs';
import { baseEnvironment } from '../servers/base-environment.mjs';
import { inboxPrefixOf } from '../servers/nats-accounts.mjs';
import { natsEnvironment } from '../keys/party-environment.mjs';
import { ToldError } from '../told-error.mjs';
import { AUDIENCE } from './identity.mjs';
import { clientOf } from './identity-provider.mjs';
import { adapterOf } from './layout.mjs';
import { writeDesks } from './desks.mjs';
import { writeStandingOrder } from './standing-order.mjs';

/** @typedef {import('../processes/supervised-process.mjs').ProcessPlan} ProcessPlan */

/**
 * @typedef {object} Surroundings what every service of a stack shares
 * @property {string} dir
 * @property {string} servicesDir where the services' folders are
 * @property {import('./layout.mjs').Layout} layout
 * @property {Omit<import('../servers/start-servers.mjs').RunningServers, 'natsSeedFiles'>} servers
 * @property {Record<string, string>} seedFiles NATS users' seeds; empty for a NATS that somebody else runs
 * @property {string} jwksFile
 * @property {string} issuer of tokens
 * @property {boolean} signIn whether people sign in at the local provider, which has the issuer's name
 * @property {string} logLevel
 * @property {number | undefined} requestsPerMinute of one person at one process, costly ones among them; the services' own limit where it is undefined
 */

/** Seven processes that start at once on two busy cores take their time. */
const READY_WITHIN_MS = 90_000;

/**
 * @param {Surroundings} around
 * @param {{ name: string, user: string, port: number }} service user: its name in NATS
 * @returns {Record<string, string>}
 */
const sharedEnvironment = (around, { name, user, port }) => {
  const { dir, layout, servers, seedFiles, jwksFile, issuer, logLevel, requestsPerMinute } = around;
  const masterKeyFile = join(dir, 'secrets', 'master', `${name}.key`);
  keptSecret(masterKeyFile, () => randomBytes(32).toString('base64url'));
  const [seedFile, caFile, url] = [seedFiles[user], servers.natsCaFile, servers.natsUrl];
  const nats = seedFile === undefined || caFile === undefined ? { NATS_URL: url, NATS_PLAINTEXT: 'allowed', NATS_INBOX_PREFIX: inboxPrefixOf(user) } : natsEnvironment(user, { url, caFile, seedFile });
  return {
    ...baseEnvironment(),
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(port),
    MONGODB_URI: servers.mongodbUri,
    MONGODB_DATABASE: layout.database(name),
    ...nats,
    JURISDICTION: layout.jurisdiction,
    MASTER_KEY_FILE: masterKeyFile,
    IDENTITY_JWKS_FILE: jwksFile,
    IDENTITY_ISSUER: issuer,
    IDENTITY_AUDIENCE: AUDIENCE,
    LOG_LEVEL: logLevel,
    ...(requestsPerMinute === undefined ? {} : { REQUESTS_PER_MINUTE: String(requestsPerMinute), COSTLY_REQUESTS_PER_MINUTE: String(requestsPerMinute) }),
    ...signInEnvironment(around, { name, port }),
  };
};

/** Pages are for people, who sign in. @param {Surroundings} around @param {'dashboard' | 'workbench'} application @returns {Record<string, string>} */
const pagesEnvironment = ({ signIn }, application) => (signIn ? { PAGES_DIR: join(projectRoot, 'web', application, 'dist') } : {});

/**
 * @param {Surroundings} around
 * @param {{ name: string, port: number }} service
 * @returns {Record<string, string>}
 */
const signInEnvironment = ({ dir, layout, servers, issuer, signIn }, { name, port }) => {
  if (!signIn) return {};
  const { clientId, secretFile } = clientOf({ dir, name });
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET_FILE: secretFile,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    REDIS_URL: servers.redisUrl,
    REDIS_PREFIX: `${layout.redisPrefix}-${name}`,
  };
};

/**
 * @param {Surroundings} around
 * @param {{ name: string, service: string, port: number, env: Record<string, string>, health: 'live' | 'ready' }} service
 * @returns {ProcessPlan}
 */
const planOf = ({ dir, servicesDir }, { name, service, port, env, health }) => {
  const script = join(servicesDir, service, 'dist', 'main.js');
  if (!existsSync(script)) throw new ToldError(`找不到 ${script},请重新编译。`, `${script} is missing; please build the project.`);
  return {
    name,
    command: process.execPath,
    args: [...NODE_OPTIONS, script],
    env,
    logFile: join(dir, 'logs', `${name}.log`),
    isReady: () => answersOk(`http://127.0.0.1:${port}/health/${health}`),
    readyWithinMs: READY_WITHIN_MS,
  };
};

/**
 * A larger young generation (MiB): what a message leaves behind is gone before it is copied, which takes a good part of
 * the collector's work away.
 */
const NODE_OPTIONS = ['--enable-source-maps', '--max-semi-space-size=16'];

/** Whoever tries the hub sees a recall after some seconds; in earnest it hides the moment of a halt in a quarter of an hour. */
const RECALL_BEAT_SECONDS = 2;

/** Where the services are, unless a test puts others in their place. */
export const SERVICES_DIR = join(projectRoot, 'services');

/**
 * @param {Surroundings} around
 * @param {{ port: number, policiesDir: string, automaticConclusion: boolean }} options
 */
export const coordinatorPlan = (around, { port, policiesDir, automaticConclusion }) => {
  const name = 'coordinator';
  const calendarDir = calendarsOf(around.dir);
  mkdirSync(calendarDir, { recursive: true });
  const env = {
    ...sharedEnvironment(around, { name, user: name, port }),
    ...pagesEnvironment(around, 'dashboard'),
    REDIS_URL: around.servers.redisUrl,
    REDIS_PREFIX: around.layout.redisPrefix,
    POLICIES_DIR: policiesDir,
    CALENDAR_DIR: calendarDir,
    RECALL_BEAT_SECONDS: String(RECALL_BEAT_SECONDS),
    AUTOMATIC_CONCLUSION: automaticConclusion ? 'allowed' : 'refused',
  };
  return planOf(around, { name, service: name, port, env, health: 'ready' });
};

/**
 * An adapter that has not been registered yet is alive and not ready, so being alive is what its start waits for.
 * @param {Surroundings} around
 * @param {{ agency: string, agencyName: string, approversMin: number, port: number, registersDir: string | undefined }} options
 */
export const adapterPlan = (around, { agency, agencyName, approversMin, port, registersDir }) => {
  const name = adapterOf(agency);
  /** @type {Record<string, string>} */
  const connector = registersDir === undefined ? {} : { REGISTER_FILE: join(registersDir, `${agency}.csv`), STANDING_ORDER_FILE: writeStandingOrder({ dir: around.dir, agency, approvers: approversMin, now: new Date() }) };
  const env = {
    ...sharedEnvironment(around, { name, user: agency, port }),
    ...pagesEnvironment(around, 'workbench'),
    AGENCY_ID: agency,
    AGENCY_NAME: agencyName,
    COORDINATOR_KEYS_FILE: around.layout.coordinatorKeysFile,
    ...connector,
  };
  return planOf(around, { name, service: 'agency-adapter', port, env, health: 'live' });
};

/**
 * Without a mail server the inbox is the only channel; being alive is what its start waits for, because the coordinator
 * makes its consumer.
 * @param {Surroundings} around
 * @param {{ agencies: string[], port: number }} options
 */
export const notifierPlan = (around, { agencies, port }) => {
  const name = 'notifier';
  const env = { ...sharedEnvironment(around, { name, user: name, port }), DESKS_FILE: writeDesks({ dir: around.dir, agencies }) };
  return planOf(around, { name, service: name, port, env, health: 'live' });
};
