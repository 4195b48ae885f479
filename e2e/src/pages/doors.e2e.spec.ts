import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../eventually.js';
import { findingsOfAxe } from './findings-of-axe.js';
import { HubOfPages } from './hub-of-pages.js';

const FIRST_LOAD_BYTES_MAX = 350 * 1024;
// Each wait inside has a bound of its own, and says what it waited for.
jest.setTimeout(120_000);

let hub: HubOfPages;

beforeAll(async () => {
  hub = await HubOfPages.start();
}, 120_000);

afterAll(() => hub.stop());

const origins = () => ({ dashboard: hub.stack.coordinatorUrl, workbench: hub.stack.adapterUrls['court'] ?? '' });

describe('the doors of the pages', () => {
  it.each(['dashboard', 'workbench'] as const)('let somebody in who signs in, and out again, with nothing of theirs left: %s', async (application) => {
    const window = await hub.openAt(origins()[application]);
    const sub = application === 'dashboard' ? 'local-officer' : 'local-court-clerk';
    await window.signIn(sub);
    const kept = await window.page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(kept).not.toMatch(/local-|演示/);
    expect(await window.page.title()).toMatch(/联审$/);
    await window.page.getByTestId('account').click();
    await window.page.getByTestId('sign-out').click();
    // Out of this application by now; out at the provider, too, which asks first, and then anew who it is.
    await window.page.locator('button[name=logout][value=yes]').click();
    await window.page.locator(`button[value="${sub}"]`).waitFor();
    await window.goTo('/');
    await window.page.getByTestId('sign-in').waitFor();
    await window.close();
  });

  it.each(['light', 'dark'] as const)('read well to everybody before and after signing in: %s', async (appearance) => {
    for (const [application, role] of [['dashboard', 'officer'], ['workbench', 'court-clerk']] as const) {
      const window = await hub.openAt(origins()[application], { appearance, width: 360, height: 740 });
      await window.goTo('/');
      await window.page.getByTestId('sign-in').waitFor();
      expect(await findingsOfAxe(window.page)).toEqual([]);
      await window.signIn(`local-${role}`);
      await window.page.getByTestId('menu').click();
      await window.page.getByRole('dialog').waitFor();
      expect(await findingsOfAxe(window.page)).toEqual([]);
      await window.close();
    }
  });

  it.each(['dashboard', 'workbench'] as const)('open with less than 350 KB, compressed: %s', async (application) => {
    const window = await hub.openAt(origins()[application]);
    const bodies = new Map<string, Promise<Buffer>>();
    window.page.on('response', (response) => {
      if (response.url().startsWith(`${window.origin}/assets/`) || response.url() === `${window.origin}/`) bodies.set(response.url(), bodies.get(response.url()) ?? response.body());
    });
    await window.signIn(application === 'dashboard' ? 'local-officer' : 'local-court-clerk');
    await window.page.getByRole('heading', { level: 1 }).waitFor();
    const sizes = (await Promise.all(bodies.values())).map((body) => gzipSync(body).length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(100 * 1024);
    expect(total).toBeLessThan(FIRST_LOAD_BYTES_MAX);
    await window.close();
  });

  it('tell somebody who types an address that is not theirs plainly, and show nothing of it', async () => {
    const window = await hub.dashboard('auditor');
    await window.goTo('/no/such/page');
    await window.page.getByTestId('not-found').waitFor();
    await window.close();
  });

  it('cover what they show when the session ends, lose nothing that was typed, and go on once somebody has signed in again', async () => {
    const window = await hub.dashboard('officer', '/cases');
    const typed = window.page.getByTestId('search-text');
    await typed.fill('2026-7K3F9Q-012');
    await window.context.clearCookies();
    await window.page.getByTestId('search-send').click();
    const ended = window.page.getByRole('dialog');
    await ended.getByText('登录已结束').waitFor();
    expect(await window.page.evaluate('getComputedStyle(document.querySelector(".ant-modal-mask")).backdropFilter')).toMatch(/^blur/);
    const tab = await window.another('/');
    await tab.signIn('local-officer');
    await ended.getByRole('button', { name: '已登录，继续' }).click();
    await ended.waitFor({ state: 'detached' });
    expect(await typed.inputValue()).toBe('2026-7K3F9Q-012');
    await window.page.getByTestId('search-send').click();
    await window.page.getByTestId('found').waitFor();
    await window.close();
  });

  it('say in the page that the network is away, and follow when it is back', async () => {
    const window = await hub.dashboard('officer');
    await window.context.setOffline(true);
    await window.page.getByTestId('offline').waitFor();
    await window.context.setOffline(false);
    await window.page.getByTestId('offline').waitFor({ state: 'detached' });
    await window.close();
  });

  it('speak English where that is chosen', async () => {
    const window = await hub.dashboard('officer', '/', { language: 'en' });
    await eventually('an English title', () => window.page.title(), (title) => title.endsWith('Lianshen'), 10_000);
    expect(await window.page.evaluate('document.documentElement.lang')).toBe('en');
    await window.close();
  });

  it('have nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
