import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answersOk } from '../http-call.mjs';
import { keptSecret } from '../secret-file.mjs';
import { writeWhole } from '../whole-file.mjs';
import { baseEnvironment } from '../servers/base-environment.mjs';
import { ToldError } from '../told-error.mjs';
import { AUDIENCE, inventedPeople } from './identity.mjs';

/** @typedef {import('../processes/supervised-process.mjs').ProcessPlan} ProcessPlan */

export const PROVIDER = 'identity-provider';
const READY_WITHIN_MS = 60_000;

/** @param {string} dir @param {string} name */
const secretFile = (dir, name) => join(dir, 'secrets', 'oidc', name);

const drawSecret = () => randomBytes(32).toString('base64url');

/**
 * How a process shows the provider that it is itself.
 * @param {{ dir: string, name: string }} options
 */
export const clientOf = ({ dir, name }) => {
  const file = secretFile(dir, `${name}.secret`);
  return { clientId: `lianshen-${name}`, secret: keptSecret(file, drawSecret), secretFile: file };
};

/**
 * Two programs for trying: one shows a secret, the other signs with a key of its own. Both are files that are made at the
 * first start.
 * @param {string} dir
 */
const demoMachines = (dir) => {
  const key = JSON.parse(keptSecret(secretFile(dir, 'demo-importer.jwk.json'), () => JSON.stringify({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: 'demo-importer', alg: 'EdDSA', use: 'sig' })));
  const jwk = { ...createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' }), kid: key.kid, alg: key.alg, use: key.use };
  return [
    { clientId: 'demo-reader', secret: keptSecret(secretFile(dir, 'demo-reader.secret'), drawSecret), roles: ['auditor'] },
    { clientId: 'demo-importer', jwks: { keys: [jwk] }, roles: ['officer'] },
  ];
};

/**
 * @param {{ dir: string, script: string, identity: import('./identity.mjs').LocalIdentity, jurisdiction: string, agencies: readonly import('../stack.mjs').PolicyAgency[], parties: { name: string, title: string, url: string }[] }} options
 * @returns {ProcessPlan}
 */
export const identityProviderPlan = ({ dir, script, identity, jurisdiction, agencies, parties }) => {
  if (!existsSync(script)) throw new ToldError(`找不到 ${script},请重新编译。`, `${script} is missing; please build the project.`);
  const { issuer, signingKey } = identity;
  const settings = {
    issuer,
    port: Number(new URL(issuer).port),
    signingKey,
    audience: AUDIENCE,
    jurisdiction,
    people: inventedPeople(agencies.map(({ agency }) => agency)),
    parties: parties.map(({ name, title, url }) => {
      const { clientId, secret } = clientOf({ dir, name });
      return { clientId, secret, name: title, url };
    }),
    machines: demoMachines(dir),
  };
  const settingsFile = join(dir, 'secrets', 'identity-provider.json');
  writeWhole(settingsFile, JSON.stringify(settings));
  return {
    name: PROVIDER,
    command: process.execPath,
    args: ['--enable-source-maps', script, settingsFile],
    env: baseEnvironment(),
    logFile: join(dir, 'logs', `${PROVIDER}.log`),
    isReady: () => answersOk(`${issuer}/.well-known/openid-configuration`),
    readyWithinMs: READY_WITHIN_MS,
  };
};
