import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type CryptoKey } from 'jose';
import { Browser } from './browser.spec-kit.js';
import { AUDIENCE, JURISDICTION, OFFICER, outcomeOf, quiet, SignedInService } from './signed-in-service.spec-kit.js';

let service: SignedInService;
beforeAll(async () => {
  quiet();
  service = await SignedInService.start();
}, 30_000);
afterAll(() => service.stop());

async function tokenFor(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${service.issuer}/token`, { method: 'POST', headers, body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }) });
  const body = (await response.json()) as { access_token?: string; error?: string };
  if (body.access_token === undefined) throw new Error(body.error);
  return body.access_token;
}

const withSecret = () => tokenFor({}, { authorization: `Basic ${Buffer.from(`machine-with-secret:${service.settings.machines[0]?.secret ?? ''}`).toString('base64')}` });

async function withKey(): Promise<string> {
  const key = (await importJWK(service.machineKey, 'EdDSA')) as CryptoKey;
  const assertion = await new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid: 'machine' }).setIssuer('machine-with-key').setSubject('machine-with-key').setAudience(service.issuer).setJti(randomUUID()).setIssuedAt().setExpirationTime('1m').sign(key);
  return tokenFor({ client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion });
}

const ask = async (token: string, method = 'GET') => outcomeOf(await new Browser().visit(`${service.url}/api/things`, { method, headers: { authorization: `Bearer ${token}` } }));

describe('a machine', () => {
  it('with a secret gets a token for the hub (RFC 9068), and changes things without a CSRF token', async () => {
    const token = await withSecret();
    expect(decodeProtectedHeader(token).typ).toBe('at+jwt');
    expect(decodeJwt(token)).toMatchObject({ iss: service.issuer, aud: AUDIENCE, sub: 'machine-with-secret', roles: ['officer'], jurisdiction: JURISDICTION });
    expect([await ask(token), await ask(token, 'POST')]).toEqual([200, 200]);
  });

  it('that signs with its own key gets one with its own roles, from the provider as a process of its own', async () => {
    await service.stopProvider();
    const dir = mkdtempSync(join(tmpdir(), 'lianshen-provider-'));
    writeFileSync(join(dir, 'settings.json'), JSON.stringify(service.settings));
    const provider = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url)), join(dir, 'settings.json')], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await once(provider.stdout, 'data');
      const token = await withKey();
      expect(decodeJwt(token)).toMatchObject({ sub: 'machine-with-key', roles: ['clerk'], agency: 'court' });
      expect(await ask(token)).toBe('identity.not-permitted');
    } finally {
      provider.kill();
      await once(provider, 'exit');
      rmSync(dir, { recursive: true });
      await service.startProvider();
    }
  });

  it('with a wrong secret gets none', async () => {
    await expect(tokenFor({}, { authorization: `Basic ${Buffer.from('machine-with-secret:wrong').toString('base64')}` })).rejects.toThrow('invalid_client');
  });

  it('is not let in with a token that is changed, nor with a session beside it', async () => {
    const token = await withSecret();
    const { browser } = await service.signedIn();
    const page = await browser.visit(`${service.url}/api/things`, { headers: { authorization: `Bearer ${token.slice(0, -4)}AAAA` } });
    expect(outcomeOf(page)).toBe('identity.token-invalid');
  });
});

describe('a person', () => {
  it('gets nothing from the provider that passes as a token for the hub', async () => {
    const browser = new Browser();
    const page = await service.signIn(browser, OFFICER.sub);
    expect(page.text).not.toMatch(/eyJ/);
    const idTokenLike = await new SignJWT({ ...OFFICER, jurisdiction: JURISDICTION }).setProtectedHeader({ alg: 'EdDSA', kid: 'spec' }).setIssuer(service.issuer).setAudience('spec-service').setExpirationTime('1h').sign((await importJWK(service.settings.signingKey, 'EdDSA')));
    expect(await ask(idTokenLike)).toBe('identity.token-invalid');
  });
});

describe('the pages of the provider', () => {
  it('run nothing, load nothing from elsewhere and are framed by nobody', async () => {
    for (const page of [await new Browser().visit(`${service.issuer}/`), await new Browser().follow(`${service.url}/auth/login`), await new Browser().visit(`${service.issuer}/auth?client_id=none`)]) {
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; form-action 'self' http:\/\/127\.0\.0\.1:\d+; base-uri 'none'; frame-ancestors 'none'$/);
      expect(page.text).not.toMatch(/<script|<style|style=|onload|onclick/i);
      expect(page.text).toMatch(/lang="zh-CN"/);
    }
  });

  it('let somebody who is not signed in at the provider sign out all the same', async () => {
    const page = await new Browser().visit(`${service.issuer}/session/end`);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'none' 'sha256-[^']+'$/);
  });

  it('say who is who in both languages', async () => {
    const { text } = await new Browser().visit(`${service.issuer}/`);
    for (const word of [OFFICER.name, '谁是谁', 'Who is who', `${service.url}/auth/login`]) expect(text).toContain(word);
  });

  it('do not exist in production', async () => {
    const { startProvider } = await import('./start-provider.js');
    await expect(startProvider(service.settings, 'production')).rejects.toThrow(/production/);
  });
});

describe('without keys', () => {
  it('nobody is let in by a token while the issuer does not answer', async () => {
    const fresh = await SignedInService.start();
    try {
      await fresh.stopProvider();
      expect(outcomeOf(await new Browser().visit(`${fresh.url}/api/things`, { headers: { authorization: `Bearer ${await withSecret()}` } }))).toBe('fault');
    } finally {
      await fresh.stop();
    }
  });
});
