import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connectorEnvironment, readConnectorSettings } from './connector-settings.js';

const folder = mkdtempSync(join(tmpdir(), 'lianshen-connector-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const schema = z.object(connectorEnvironment);
const token = file('token', 'a-token\n');
const key = file('key.pem', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const certificate = file('certificate.pem', 'none');
const http = { LOOK_UP_URL: 'https://look-up.court.invalid/api', LOOK_UP_TOKEN_FILE: token };

/** The settings, or the names of the variables that are refused. */
function read(env: Record<string, string>, hasStandingOrder = false): object {
  const parsed = schema.safeParse(env);
  if (!parsed.success) return parsed.error.issues.map(({ path }) => String(path[0]));
  const settings = readConnectorSettings(parsed.data, hasStandingOrder);
  return Array.isArray(settings) ? settings.map(({ name }) => name) : settings;
}

describe('the connector that the environment means', () => {
  it('is the one that is named, or the one whose place is given, or none', () => {
    expect(read({})).toEqual({ kind: 'manual' });
    expect(read({ CONNECTOR: 'manual' })).toEqual({ kind: 'manual' });
    expect(read({ REGISTER_FILE: 'court.csv' }, true)).toEqual({ kind: 'register', file: 'court.csv' });
    expect(read({ CONNECTOR: 'register', REGISTER_FILE: 'court.csv' })).toEqual({ kind: 'register', file: 'court.csv' });
    expect(read(http, true)).toMatchObject({ kind: 'http', service: { token: 'a-token', timeoutMs: 3_000, attemptsMax: 3, atOnceMax: 8, breakAfter: 5, breakForMs: 30_000 } });
    expect(read({ ...http, LOOK_UP_BREAK_SECONDS: '2', LOOK_UP_ATTEMPTS_MAX: '1' })).toMatchObject({ service: { attemptsMax: 1, breakForMs: 2_000 } });
  });

  it.each([
    ['a register and a service', { ...http, REGISTER_FILE: 'court.csv' }, ['REGISTER_FILE']],
    ['a register for nobody', { CONNECTOR: 'manual', REGISTER_FILE: 'court.csv' }, ['REGISTER_FILE']],
    ['a service for nobody', { CONNECTOR: 'manual', ...http }, ['LOOK_UP_URL', 'LOOK_UP_TOKEN_FILE']],
    ['bounds of a service beside a register', { REGISTER_FILE: 'court.csv', LOOK_UP_TIMEOUT_MS: '100' }, ['LOOK_UP_TIMEOUT_MS']],
    ['no register', { CONNECTOR: 'register' }, ['REGISTER_FILE']],
    ['no service', { CONNECTOR: 'http' }, ['LOOK_UP_URL']],
    ['nobody who asks', { LOOK_UP_URL: http.LOOK_UP_URL }, ['LOOK_UP_TOKEN_FILE']],
    ['a key without a certificate', { ...http, LOOK_UP_CLIENT_KEY_FILE: key }, ['LOOK_UP_CLIENT_KEY_FILE']],
    ['a certificate that is none', { ...http, LOOK_UP_CLIENT_KEY_FILE: key, LOOK_UP_CLIENT_CERT_FILE: certificate }, ['LOOK_UP_URL']],
    ['persons in clear on the wire', { ...http, LOOK_UP_URL: 'http://look-up.court.invalid' }, ['LOOK_UP_URL']],
    ['a password in the address', { ...http, LOOK_UP_URL: 'https://me:secret@look-up.court.invalid' }, ['LOOK_UP_URL']],
    ['a query in the address', { ...http, LOOK_UP_URL: 'https://look-up.court.invalid/?a=b' }, ['LOOK_UP_URL']],
    ['no bound', { ...http, LOOK_UP_TIMEOUT_MS: '0' }, ['LOOK_UP_TIMEOUT_MS']],
    ['another kind', { CONNECTOR: 'ftp' }, ['CONNECTOR']],
  ])('is refused with %s', (_, env, names) => {
    expect(read(env)).toEqual(names);
  });

  it('is refused where a standing order has nothing to answer from', () => {
    expect(read({}, true)).toEqual(['STANDING_ORDER_FILE']);
  });

  it('may be a service in clear on this very machine, without a token', () => {
    expect(read({ LOOK_UP_URL: 'http://127.0.0.1:8080' })).toMatchObject({ kind: 'http', service: { token: undefined } });
  });
});
