import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { Browser } from './browser.spec-kit.js';
import { CLIENT_ID, CLERK, OFFICER, outcomeOf, quiet, SignedInService } from './signed-in-service.spec-kit.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

let service: SignedInService;
let key: CryptoKey;
let made = 0;
beforeAll(async () => {
  quiet();
  service = await SignedInService.start();
  key = (await importJWK(service.settings.signingKey, 'EdDSA')) as CryptoKey;
}, 30_000);
afterAll(() => service.stop());

const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;
const claims = (changed: JWTPayload = {}): JWTPayload => ({ iss: service.issuer, aud: CLIENT_ID, iat: secondsFromNow(0), exp: secondsFromNow(120), jti: `jti-${made++}`, sub: OFFICER.sub, events: { [EVENT]: {} }, ...changed });
const signed = (payload: JWTPayload, by = key, typ = 'logout+jwt') => new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: 'spec', typ }).sign(by);
const tell = async (token: string) => {
  const page = await new Browser().visit(`${service.url}/auth/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) });
  return page.status === 200 ? (JSON.parse(page.text) as { ended: number }).ended : outcomeOf(page);
};

describe('a logout token of the provider', () => {
  it('that names a person ends all of their sessions and nobody else’s', async () => {
    const [first, second, other] = [await service.signedIn(), await service.signedIn(), await service.signedIn(CLERK.sub)];
    expect(await tell(await signed(claims()))).toBe(2);
    expect([await service.read(first.browser), await service.read(second.browser), await service.read(other.browser)]).toEqual(['session.ended', 'session.ended', 'identity.not-permitted']);
  });

  it('counts once', async () => {
    const token = await signed(claims({ sub: 'spec-somebody' }));
    expect([await tell(token), await tell(token)]).toEqual([0, 'logout.token-invalid']);
  });

  it.each<[string, JWTPayload]>([
    ['of another issuer', { iss: 'https://other.invalid' }],
    ['for another client', { aud: 'other' }],
    ['that has expired', { exp: secondsFromNow(-60) }],
    ['that is too old', { iat: secondsFromNow(-400) }],
    ['without an age', { iat: undefined }],
    ['without an id', { jti: undefined }],
    ['without the event', { events: {} }],
    ['with another event', { events: { 'urn:other': {} } }],
    ['that names nobody', { sub: undefined }],
    ['with a nonce, as ID tokens have', { nonce: 'x' }],
  ])('%s is refused and ends nothing', async (_, changed) => {
    const { browser } = await service.signedIn();
    expect(await tell(await signed(claims(changed)))).toBe('logout.token-invalid');
    expect(await service.read(browser)).toBe(200);
  });

  it('that somebody else signed, or nobody, or that is a token of another kind, is refused', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    const hmac = new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'spec', typ: 'logout+jwt' }).sign(new TextEncoder().encode(service.settings.parties[0]?.secret));
    const forged = [signed(claims(), privateKey), hmac, signed(claims(), key, 'at+jwt'), Promise.resolve(new UnsecuredJWT(claims()).encode()), Promise.resolve('no token')];
    for (const token of forged) expect(await tell(await token)).toBe('logout.token-invalid');
  });

  it('that is missing, or comes as anything but a form, is malformed', async () => {
    const post = async (body: string, type: string) => outcomeOf(await new Browser().visit(`${service.url}/auth/backchannel-logout`, { method: 'POST', body, headers: { 'content-type': type } }));
    expect(await post('x=1', 'application/x-www-form-urlencoded')).toBe('request.malformed');
    expect(await post(JSON.stringify({ logout_token: await signed(claims()) }), 'application/json')).toBe('request.malformed');
    expect(await post(`logout_token=${'a'.repeat(20_000)}`, 'application/x-www-form-urlencoded')).toBe('http.413');
  });

  it('that could not be acted upon because Redis was away counts when it comes again', async () => {
    const { browser } = await service.signedIn(CLERK.sub);
    const token = await signed(claims({ sub: CLERK.sub }));
    await service.redis.shut();
    expect(await tell(token)).toBe('fault');
    await service.redis.open();
    let outcome = await tell(token);
    for (const end = Date.now() + 5_000; outcome === 'fault' && Date.now() < end; outcome = await tell(token)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(outcome).toBeGreaterThan(0);
    expect(await service.read(browser)).toBe('session.ended');
  });
});
