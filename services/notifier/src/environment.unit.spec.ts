import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readEnvironment } from '@lianshen/platform/config';
import { NotifierEnvironment } from './environment.js';

const dir = mkdtempSync(join(tmpdir(), 'lianshen-notifier-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const desks = (value: unknown): string => file('desks.json', JSON.stringify(value));

const base = () => ({
  HTTP_PORT: '1', MONGODB_URI: 'mongodb://x', MONGODB_DATABASE: 'x', JURISDICTION: 'x', NATS_URL: 'x', IDENTITY_ISSUER: 'x', IDENTITY_AUDIENCE: 'x',
  IDENTITY_JWKS_FILE: file('jwks.json', '{"keys":[{"kty":"OKP"}]}'),
  MASTER_KEY_FILE: file('master.key', Buffer.alloc(32).toString('base64url')),
  DESKS_FILE: desks({ coordinator: { mail: 'desk@office.invalid' }, court: { language: 'en' } }),
});

describe('the environment of the notifier', () => {
  afterAll(() => rmSync(dir, { recursive: true }));

  it('needs no mail server, and gives a desk Chinese unless it says otherwise', () => {
    const read = readEnvironment(NotifierEnvironment, base());
    expect(read.SMTP_URL).toBeUndefined();
    expect(read.DESKS_FILE).toEqual({ coordinator: { mail: 'desk@office.invalid', language: 'zh' }, court: { language: 'en' } });
  });

  it.each<[string, () => Record<string, string>, RegExp]>([
    ['a mail server without a sender', () => ({ SMTP_URL: 'smtp://127.0.0.1:25' }), /MAIL_FROM/],
    ['an address of another protocol', () => ({ SMTP_URL: 'http://127.0.0.1', MAIL_FROM: 'hub@office.invalid' }), /SMTP_URL/],
    ['a desk that is no party', () => ({ DESKS_FILE: desks({ 'No Such': {} }) }), /DESKS_FILE/],
    ['a desk with a name in it', () => ({ DESKS_FILE: desks({ court: { name: '甲' } }) }), /DESKS_FILE/],
  ])('is refused with %s', (_, change, message) => {
    expect(() => readEnvironment(NotifierEnvironment, { ...base(), ...change() })).toThrow(message);
  });
});
