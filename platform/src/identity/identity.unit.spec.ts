import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Result } from '@lianshen/contracts/kernel';
import { Refused } from '../http/refused.js';
import type { Person } from './person.js';
import { RequestRates } from './request-rates.js';
import { Costly, Public, RightTo, ROLES, SignedInGuard } from './signed-in.guard.js';
import { TokenVerifier } from './token-verifier.js';

let verifier: TokenVerifier;
type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
let ours: PrivateKey;
let theirs: PrivateKey;

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  ours = pair.privateKey;
  theirs = (await generateKeyPair('EdDSA')).privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'EdDSA' };
  verifier = new TokenVerifier({ keys: [jwk] }, 'issuer', 'hub', 'city');
});

const claims = (changed: JWTPayload = {}): JWTPayload => ({ sub: 'officer-1', roles: ['officer'], jurisdiction: 'city', iss: 'issuer', aud: 'hub', exp: Math.floor(Date.now() / 1_000) + 60, ...changed });
const token = (payload: JWTPayload, key = ours) => new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: 'k1' }).sign(key);
const codeOf = (result: Result<Person>) => (result.ok ? 'accepted' : result.refusal.code);
const verify = async (payload: JWTPayload, key = ours) => codeOf(await verifier.verify(`Bearer ${await token(payload, key)}`));

describe('a token', () => {
  it('that is in order gives the person, the second time as well', async () => {
    const bearer = `Bearer ${await token(claims({ agency: 'court' }))}`;
    for (const _ of [1, 2]) expect(await verifier.verify(bearer)).toMatchObject({ ok: true, value: { sub: 'officer-1', roles: ['officer'], agency: 'court' } });
  });

  it.each<[string, JWTPayload]>([
    ['has expired', { exp: Math.floor(Date.now() / 1_000) - 10 }],
    ['never expires', { exp: undefined }],
    ['is for another audience', { aud: 'other' }],
    ['is from another issuer', { iss: 'other' }],
    ['is of another jurisdiction', { jurisdiction: 'county' }],
    ['names nobody', { sub: undefined }],
    ['is not valid yet', { nbf: Math.floor(Date.now() / 1_000) + 600 }],
    ['has roles that are no list', { roles: 'officer' }],
  ])('that %s is refused', async (_, changed) => {
    expect(await verify(claims(changed))).toBe('identity.token-invalid');
  });

  it('that another key signed is refused', async () => {
    expect(await verify(claims(), theirs)).toBe('identity.token-invalid');
  });

  it('whose algorithm is none, or a secret one over the public key, is refused', async () => {
    const none = new UnsecuredJWT(claims()).encode();
    expect(codeOf(await verifier.verify(`Bearer ${none}`))).toMatch(/^identity\.token-/);
    expect(codeOf(await verifier.verify(`Bearer ${none}AAAA`))).toBe('identity.token-invalid');
    const hmac = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(new TextEncoder().encode('k'.repeat(32)));
    expect(codeOf(await verifier.verify(`Bearer ${hmac}`))).toBe('identity.token-invalid');
  });

  it.each([undefined, '', 'Bearer', 'Basic abc', 'Bearer a.b', `Bearer ${'a'.repeat(9_000)}.b.c`])('that is none at all is missing', async (authorization) => {
    expect(codeOf(await verifier.verify(authorization))).toBe('identity.token-missing');
  });
});

class Routes {
  @Public() open(): void {}
  @RightTo('listDecisions') restricted(): void {}
  @SetMetadata(ROLES, []) nobody(): void {}
  @RightTo('importBatch') @Costly() costly(): void {}
  forgotten(): void {}
}

describe('a route', () => {
  let rates: RequestRates;
  beforeEach(() => {
    rates = new RequestRates({ requestsPerMinute: 3, costlyPerMinute: 1 });
  });

  const enter = async (handler: keyof Routes, roles: string[] | undefined, type = 'http') => {
    const request = { headers: roles ? { authorization: `Bearer ${await token(claims({ roles }))}` } : {}, person: undefined };
    const context = { getType: () => type, getHandler: () => Routes.prototype[handler], getClass: () => Routes, switchToHttp: () => ({ getRequest: () => request }) };
    try {
      const entered = await new SignedInGuard(new Reflector(), verifier, rates).canActivate(context as never);
      return entered ? ((request.person as Person | undefined)?.sub ?? 'anyone') : 'denied';
    } catch (error) {
      return error instanceof Refused ? error.refusal.code : error;
    }
  };

  it('that names roles lets in who has one of them, and no other', async () => {
    expect(await enter('restricted', ['auditor'])).toBe('officer-1');
    expect(await enter('restricted', ['clerk'])).toBe('identity.not-permitted');
    expect(await enter('restricted', [])).toBe('identity.not-permitted');
    expect(await enter('restricted', undefined)).toBe('identity.token-missing');
  });

  it('that names nothing is closed to all', async () => {
    expect(await enter('forgotten', ['administrator'])).toBe('identity.not-permitted');
    expect(await enter('nobody', ['administrator'])).toBe('identity.not-permitted');
  });

  it('that is called too often in a minute refuses, with the seconds to wait, and the costly ones sooner', async () => {
    expect([await enter('costly', ['officer']), await enter('costly', ['officer'])]).toEqual(['officer-1', 'rate.exceeded']);
    expect([await enter('restricted', ['officer']), await enter('restricted', ['officer'])]).toEqual(['officer-1', 'rate.exceeded']);
    const spent = await rates.spend('officer-1', false);
    expect(spent.ok ? 0 : spent.refusal.params['retryAfterSeconds']).toBeGreaterThan(0);
    expect((await rates.spend('officer-2', false)).ok).toBe(true);
  });

  it('that nobody is permitted to call costs the caller nothing', async () => {
    for (const _ of [1, 2, 3, 4]) expect(await enter('nobody', ['officer'])).toBe('identity.not-permitted');
    expect(await enter('restricted', ['officer'])).toBe('officer-1');
  });

  it('that is public is open to anyone, and messages have their own door', async () => {
    expect(await enter('open', undefined)).toBe('anyone');
    expect(await enter('forgotten', undefined, 'rpc')).toBe('anyone');
  });
});
