import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigurationError, identityEnvironment, MasterKeyFile, processEnvironment, readEnvironment, refuseToRunAsRoot } from './read-environment.js';

const folder = mkdtempSync(join(tmpdir(), 'lianshen-environment-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const schema = z.object({ ...processEnvironment, ...identityEnvironment, MASTER_KEY_FILE: MasterKeyFile });
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
    expect(readEnvironment(schema, good)).toMatchObject({ HTTP_PORT: 8080, HTTP_HOST: '127.0.0.1', LOG_LEVEL: 'info', MASTER_KEY_FILE: Buffer.alloc(32, 7) });
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
});
