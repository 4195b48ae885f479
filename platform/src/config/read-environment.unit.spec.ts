import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { MasterKeyFile } from './master-key-file.js';
import { ConfigurationError, identityEnvironment, processEnvironment, readEnvironment, refuseToRunAsRoot } from './read-environment.js';
import { checkIdentity, signInEnvironment, signInSettingsOf } from './sign-in-environment.js';

const folder = mkdtempSync(join(tmpdir(), 'lianshen-environment-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const schema = z.object({ ...processEnvironment, ...identityEnvironment, ...signInEnvironment, MASTER_KEY_FILE: MasterKeyFile }).superRefine(checkIdentity);
const good = {
  HTTP_PORT: '8080',
  MONGODB_URI: 'mongodb://127.0.0.1',
  MONGODB_DATABASE: 'hub',
  JURISDICTION: 'city',
  NATS_URL: 'nats://127.0.0.1',
  IDENTITY_JWKS_FILE: file('jwks.json', '{"keys":[{"kty":"OKP"}]}'),
  IDENTITY_ISSUER: 'issuer',
  IDENTITY_AUDIENCE: 'hub',
  MASTER_KEY_FILE: file('key', `${Buffer.alloc(32, 7).toString('base64url')}\n`),
};

const messageOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readEnvironment(schema, env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('the user that a process runs as', () => {
  it('is not root in production', () => {
    expect(() => refuseToRunAsRoot(0, { NODE_ENV: 'production' })).toThrow(ConfigurationError);
  });

  it('is anybody else there, and anybody elsewhere', () => {
    for (const [uid, env] of [[1_000, { NODE_ENV: 'production' }], [0, {}]] as const) expect(() => refuseToRunAsRoot(uid, env)).not.toThrow();
  });
});

describe('the environment', () => {
  it('is read once, with numbers as numbers and files as what they hold', () => {
    expect(readEnvironment(schema, good)).toMatchObject({ HTTP_PORT: 8080, HTTP_HOST: '127.0.0.1', LOG_LEVEL: 'info', MASTER_KEY_FILE: { read: expect.any(Function) as unknown } });
  });

  it('is refused with the name of every variable that is wrong, all at once', () => {
    const message = messageOf({ ...good, HTTP_PORT: 'eighty', JURISDICTION: 'Big City', NATS_URL: undefined, LOG_LEVEL: 'loud' });
    for (const name of ['HTTP_PORT', 'JURISDICTION', 'NATS_URL', 'LOG_LEVEL']) expect(message).toContain(name);
    expect(message).not.toContain('MONGODB_URI');
  });

  it('is refused without a value in the message', () => {
    const secret = 'hunter2';
    const values = { HTTP_PORT: secret, MONGODB_DATABASE: `${secret}!`, JURISDICTION: `${secret}!`, LOG_LEVEL: secret, MASTER_KEY_FILE: join(folder, secret), IDENTITY_JWKS_FILE: file('bad.json', `{"${secret}`) };
    const message = messageOf({ ...good, ...values });
    for (const name of Object.keys(values)) expect(message).toContain(name);
    expect(message).not.toContain(secret);
  });

  it.each(['MONGODB_URI', 'MASTER_KEY_FILE', 'IDENTITY_JWKS_FILE', 'IDENTITY_ISSUER', 'IDENTITY_AUDIENCE'])('has no default for %s', (name) => {
    expect(messageOf({ ...good, [name]: undefined })).toContain(name);
  });

  it('is refused with a master key of another length', () => {
    expect(messageOf({ ...good, MASTER_KEY_FILE: file('short', Buffer.alloc(16, 7).toString('base64url')) })).toContain('MASTER_KEY_FILE');
  });

  it.each(['0', '65536', '1.5', ''])('is refused with the port %p', (port) => {
    expect(messageOf({ ...good, HTTP_PORT: port })).toContain('HTTP_PORT');
  });

  const signIn = {
    OIDC_ISSUER: 'https://provider.invalid/realms/hub', OIDC_CLIENT_ID: 'hub-coordinator', OIDC_CLIENT_SECRET_FILE: file('secret', 's'.repeat(32)),
    PUBLIC_URL: 'https://hub.invalid', REDIS_URL: 'redis://127.0.0.1', REDIS_PREFIX: 'hub',
  };

  it('lets people sign in where all of it is given, and takes tokens alone where none is', () => {
    expect(signInSettingsOf(readEnvironment(schema, { ...good, ...signIn }))).toMatchObject({ issuer: signIn.OIDC_ISSUER, client: { secret: 's'.repeat(32) }, scope: 'openid profile', idleS: 1_800, lifetimeS: 28_800, renewS: 300 });
    expect(signInSettingsOf(readEnvironment(schema, good))).toBeUndefined();
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: undefined }],
    ['PUBLIC_URL', { PUBLIC_URL: undefined }],
    ['REDIS_URL', { REDIS_URL: undefined }],
    ['REDIS_PREFIX', { REDIS_PREFIX: undefined }],
    ['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_SECRET_FILE: undefined }],
    ['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_KEY_FILE: file('client.jwk', '{"kty":"OKP","alg":"EdDSA"}') }],
    ['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_SECRET_FILE: file('short-secret', 'short') }],
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: undefined }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://provider.invalid' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://hub.invalid' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://hub.invalid/path' }],
    ['IDENTITY_AUDIENCE', { IDENTITY_AUDIENCE: 'hub-coordinator' }],
    ['IDENTITY_JWKS_FILE', { IDENTITY_JWKS_FILE: undefined }],
  ])('is refused where signing in is set up in part or unsafely: %s', (name, change) => {
    expect(messageOf({ ...good, ...signIn, ...change })).toContain(name);
  });
});
