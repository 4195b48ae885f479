import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { PROBLEM_CODES, SignedOut, signInRoutes, WhoAmI } from '@lianshen/contracts/api';
import { Browser } from './browser.spec-kit.js';
import { CLERK, JURISDICTION, NOBODY, OFFICER, outcomeOf, quiet, SignedInService } from './signed-in-service.spec-kit.js';

const DAY_MS = 86_400_000;
const RENEW_MS = 301_000;

let service: SignedInService;
beforeAll(async () => {
  quiet();
  service = await SignedInService.start();
}, 30_000);
afterAll(() => service.stop());

const change = (browser: Browser, headers: Record<string, string>, path = '/api/things') => browser.visit(`${service.url}${path}`, { method: 'POST', headers });

describe('signing in', () => {
  it('leads through the provider and back to who one is', async () => {
    const browser = new Browser();
    const page = await service.signIn(browser, CLERK.sub);
    expect([page.url, page.status, page.headers.get('cache-control')]).toEqual([`${service.url}/auth/me`, 200, 'no-store']);
    expect(WhoAmI.parse(JSON.parse(page.text))).toMatchObject({ sub: CLERK.sub, name: CLERK.name, roles: ['clerk'], agency: 'court', jurisdiction: JURISDICTION, session: { endsAt: expect.any(String) } });
    expect(browser.cookie(service.sessionCookie)?.attributes).toMatch(/HttpOnly/);
    expect(browser.cookie(service.sessionCookie)?.attributes).toMatch(/SameSite=Lax/);
    expect(browser.cookie(service.loginCookie)).toBeUndefined();
  });

  it('asks for a code with PKCE, a state and a nonce', async () => {
    const sent = await new Browser().visit(`${service.url}/auth/login`);
    const asked = new URL(sent.headers.get('location') ?? '').searchParams;
    expect(sent.status).toBe(303);
    expect([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('redirect_uri')]).toEqual(['code', 'S256', `${service.url}/auth/callback`]);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
  });

  it('goes on to the path that was asked for', async () => {
    expect((await service.signIn(new Browser(), OFFICER.sub, '/api/things?page=2')).url).toBe(`${service.url}/api/things?page=2`);
  });

  it.each(['https://evil.invalid/', '//evil.invalid', '/\\evil.invalid', 'evil', '/\tx', '/a/..//evil.invalid', 'javascript:alert(1)', `/${'a'.repeat(600)}`])('goes nowhere else: %s', async (returnTo) => {
    expect(outcomeOf(await new Browser().visit(`${service.url}/auth/login?returnTo=${encodeURIComponent(returnTo)}`))).toBe('login.return-path');
  });

  it('gives a new session each time and ends the one before', async () => {
    const { browser } = await service.signedIn();
    const before = browser.copy();
    await browser.follow(`${service.url}/auth/login`);
    expect(browser.cookie(service.sessionCookie)?.value).not.toBe(before.cookie(service.sessionCookie)?.value);
    expect([await service.read(before), await service.read(browser)]).toEqual(['session.ended', 200]);
  });

  it('does not take an id that the browser brings', async () => {
    const browser = new Browser();
    const planted = 'A'.repeat(43);
    browser.setCookie(service.sessionCookie, planted);
    await service.signIn(browser, OFFICER.sub);
    expect(browser.cookie(service.sessionCookie)?.value).not.toBe(planted);
  });

  it('lets somebody without a role in nowhere', async () => {
    expect(outcomeOf(await service.signIn(new Browser(), NOBODY.sub))).toBe('identity.not-permitted');
  });

  describe('is refused', () => {
    /** Stops before the callback. */
    async function atTheCallback() {
      const browser = new Browser();
      const asked = await browser.follow(`${service.url}/auth/login`);
      const action = new URL(/action="([^"]+)"/.exec(asked.text)?.[1] ?? '', asked.url).href;
      let next = await browser.visit(action, { method: 'POST', body: new URLSearchParams({ person: OFFICER.sub }) });
      while (!next.headers.get('location')?.startsWith(service.url)) next = await browser.visit(new URL(next.headers.get('location') ?? '', next.url).href);
      return { browser, callback: next.headers.get('location') ?? '' };
    }

    it('with another state', async () => {
      const { browser, callback } = await atTheCallback();
      expect(outcomeOf(await browser.visit(callback.replace(/state=[^&]+/, 'state=x')))).toBe('login.expired');
    });

    it('in another browser', async () => {
      const { callback } = await atTheCallback();
      expect(outcomeOf(await new Browser().visit(callback))).toBe('login.expired');
    });

    it('with a login cookie that was changed', async () => {
      const { browser, callback } = await atTheCallback();
      const { value = '' } = browser.cookie(service.loginCookie) ?? {};
      browser.setCookie(service.loginCookie, `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`);
      expect(outcomeOf(await browser.visit(callback))).toBe('login.expired');
    });

    it('too late', async () => {
      const { browser, callback } = await atTheCallback();
      service.now += 601_000;
      expect(outcomeOf(await browser.visit(callback))).toBe('login.expired');
    });

    it('with a code that was used', async () => {
      const { browser, callback } = await atTheCallback();
      const again = browser.copy();
      expect(outcomeOf(await browser.visit(callback))).toBe(303);
      expect(outcomeOf(await again.visit(callback))).toBe('login.failed');
    });

    it('with a code of somebody else’s attempt', async () => {
      const [mine, theirs] = [await atTheCallback(), await atTheCallback()];
      const code = /code=([^&]+)/.exec(theirs.callback)?.[1] ?? '';
      expect(outcomeOf(await mine.browser.visit(mine.callback.replace(/code=[^&]+/, `code=${code}`)))).toBe('login.failed');
    });

    it('where the provider says no', async () => {
      const { browser, callback } = await atTheCallback();
      expect(outcomeOf(await browser.visit(callback.replace(/code=[^&]+/, 'error=access_denied')))).toBe('login.failed');
    });
  });
});

describe('a session', () => {
  it('reads with its cookie alone, and not with one that was changed', async () => {
    const { browser } = await service.signedIn();
    expect(await service.read(browser)).toBe(200);
    browser.setCookie(service.sessionCookie, `${browser.cookie(service.sessionCookie)?.value.slice(0, -1)}_`);
    expect([await service.read(browser), await service.read(new Browser())]).toEqual(['session.ended', 'identity.token-missing']);
  });

  it('changes something only from a page of ours that shows its own CSRF token', async () => {
    const { browser, csrf } = await service.signedIn();
    const other = await service.signedIn();
    const outcome = async (headers: Record<string, string>) => outcomeOf(await change(browser, headers));
    expect(await outcome({ origin: service.url, 'x-csrf-token': csrf })).toBe(200);
    expect(await outcome({ 'sec-fetch-site': 'same-origin', 'x-csrf-token': csrf })).toBe(200);
    const refused: Record<string, string>[] = [
      { origin: service.url },
      { origin: service.url, 'x-csrf-token': `${csrf}A` },
      { origin: service.url, 'x-csrf-token': other.csrf },
      { origin: 'https://evil.invalid', 'x-csrf-token': csrf },
      { origin: 'null', 'x-csrf-token': csrf },
      { origin: service.url, 'sec-fetch-site': 'cross-site', 'x-csrf-token': csrf },
      { origin: service.url.replace(/\d+$/, '1'), 'sec-fetch-site': 'same-site', 'x-csrf-token': csrf },
      { 'x-csrf-token': csrf },
    ];
    for (const headers of refused) expect(await outcome(headers)).toBe('session.cross-site');
  });

  it('is stored sealed, under hashed ids, and ends without a request in half an hour', async () => {
    const { browser } = await service.signedIn();
    const redis = new Redis(service.redis.url);
    const keys = await redis.keys(`${service.prefix}:sign-in:session:*`);
    const stored = (await Promise.all(keys.map((key) => redis.get(key)))).join('\n') + keys.join('\n');
    for (const clear of [browser.cookie(service.sessionCookie)?.value ?? '', OFFICER.name, OFFICER.sub, Buffer.from(OFFICER.sub).toString('base64url')]) expect(stored).not.toContain(clear);
    for (const key of keys) expect(await redis.ttl(key)).toBeLessThanOrEqual(1_800);
    await redis.del(...keys);
    redis.disconnect();
    expect(await service.read(browser)).toBe('session.ended');
  });

  it('lives on by what a person does, and not by what a page asks by itself while nobody sits before it', async () => {
    const { browser } = await service.signedIn();
    const redis = new Redis(service.redis.url);
    const keys = await redis.keys(`${service.prefix}:sign-in:session:*`);
    const livesFor = async () => Math.max(...(await Promise.all(keys.map((key) => redis.ttl(key)))));
    const asked = async (headers: Record<string, string>) => {
      await Promise.all(keys.map((key) => redis.expire(key, 600)));
      expect((await browser.visit(`${service.url}/api/things`, { headers })).status).toBe(200);
      return livesFor();
    };
    expect(await asked({ 'x-unattended': '1' })).toBeLessThanOrEqual(600);
    expect(await asked({ accept: 'text/event-stream' })).toBeLessThanOrEqual(600);
    service.now += RENEW_MS;
    expect(await asked({ 'x-unattended': '1' })).toBeLessThanOrEqual(600);
    expect(await asked({})).toBeGreaterThan(1_700);
    redis.disconnect();
  });

  it('ends after eight hours in any case', async () => {
    const { browser } = await service.signedIn();
    service.now += DAY_MS / 3 - 1;
    expect(await service.read(browser)).toBe(200);
    service.now += 1;
    expect(await service.read(browser)).toBe('session.ended');
  });

  it('loses a role, and ends with the account, at the next renewal', async () => {
    const { browser } = await service.signedIn();
    service.setPeople([{ ...OFFICER, roles: ['auditor'] }, CLERK, NOBODY]);
    expect(await service.read(browser)).toBe(200);
    service.now += RENEW_MS;
    expect(await service.read(browser)).toBe('identity.not-permitted');
    service.setPeople([CLERK, NOBODY]);
    service.now += RENEW_MS;
    expect(await service.read(browser)).toBe('session.ended');
    service.setPeople([OFFICER, CLERK, NOBODY]);
    expect(await service.read(browser)).toBe('session.ended');
  });

  it('is renewed once for requests that come at once', async () => {
    const { browser } = await service.signedIn();
    service.now += RENEW_MS;
    expect(await Promise.all(Array.from({ length: 8 }, () => service.read(browser)))).toEqual(Array(8).fill(200));
  });
});

describe('signing out', () => {
  it('ends the session here and at the provider', async () => {
    const { browser, csrf } = await service.signedIn();
    const before = browser.copy();
    expect(outcomeOf(await change(browser, { origin: service.url }, '/auth/logout'))).toBe('session.cross-site');
    const { next } = SignedOut.parse(JSON.parse((await change(browser, { origin: service.url, 'x-csrf-token': csrf }, '/auth/logout')).text));
    expect([await service.read(browser), await service.read(before)]).toEqual(['identity.token-missing', 'session.ended']);
    const confirmed = await browser.press(await browser.follow(next ?? ''), { logout: 'yes' });
    // Back at the login, and the provider asks who it is.
    expect(confirmed.url).toContain('/interaction/');
  });

  it('is nothing to somebody who is not signed in', async () => {
    const page = await change(new Browser(), {}, '/auth/logout');
    expect([page.status, JSON.parse(page.text)]).toEqual([200, { next: null }]);
  });

  it('is told to every session when somebody signs out at the provider', async () => {
    const { browser } = await service.signedIn();
    const second = browser.copy(service.sessionCookie);
    await second.follow(`${service.url}/auth/login`);
    const other = await service.signedIn();
    expect([await service.read(browser), await service.read(second)]).toEqual([200, 200]);
    await browser.press(await browser.follow(`${service.issuer}/session/end`), { logout: 'yes' });
    expect([await service.read(browser), await service.read(second), await service.read(other.browser)]).toEqual(['session.ended', 'session.ended', 200]);
  });
});

describe('when something is away', () => {
  it('people hear of a fault and nobody is let in: Redis', async () => {
    const { browser } = await service.signedIn();
    await service.redis.shut();
    expect(await service.read(browser)).toBe('fault');
    expect(outcomeOf(await service.signIn(new Browser(), OFFICER.sub))).toBe('fault');
    await service.redis.open();
    let outcome = await service.read(browser);
    for (const end = Date.now() + 5_000; outcome !== 200 && Date.now() < end; outcome = await service.read(browser)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(outcome).toBe(200);
  });

  it('sessions go on until they are to be renewed: the provider', async () => {
    const { browser, csrf } = await service.signedIn();
    const leaving = await service.signedIn();
    await service.stopProvider();
    expect(await service.read(browser)).toBe(200);
    service.now += RENEW_MS;
    expect(await service.read(browser)).toBe('fault');
    expect(outcomeOf(await change(browser, { origin: service.url, 'x-csrf-token': csrf }))).toBe('fault');
    expect(outcomeOf(await change(leaving.browser, { origin: service.url, 'x-csrf-token': leaving.csrf }, '/auth/logout'))).toBe(200);
    await service.startProvider();
    service.now += 5_000;
    // The provider has forgotten everybody, so who was signed in signs in again.
    expect(await service.read(browser)).toBe('session.ended');
    expect((await service.signIn(browser, OFFICER.sub)).status).toBe(200);
  });
});

describe('the routes of signing in', () => {
  it('were all answered well above, and never with a status that the catalogue does not know', () => {
    for (const { method, path, answers, problems } of signInRoutes) {
      const statuses = [...service.answered].filter((each) => each.startsWith(`${method} ${path} `)).map((each) => Number(each.split(' ')[2]));
      const known = [...Object.keys(answers).map(Number), ...problems.map((code) => PROBLEM_CODES[code]), 401, 403, 503];
      expect([path, Object.keys(answers).every((status) => statuses.includes(Number(status))), statuses.filter((status) => !known.includes(status))]).toEqual([path, true, []]);
    }
  });
});
