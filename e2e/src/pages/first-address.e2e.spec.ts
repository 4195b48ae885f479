import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Stack } from '../hub-stack.js';
import { HubOfPages } from './hub-of-pages.js';

// Each wait inside has a bound of its own, and says what it waited for.
jest.setTimeout(120_000);

interface SampleModule {
  bringSampleUnderWay(stack: Stack): Promise<boolean>;
}

let hub: HubOfPages;
let sample: SampleModule;

beforeAll(async () => {
  sample = (await import(new URL('../../../deploy/local/start/sample-under-way.mjs', import.meta.url).href)) as SampleModule;
  hub = await HubOfPages.start();
  expect(await sample.bringSampleUnderWay(hub.stack)).toBe(true);
}, 180_000);

afterAll(() => hub.stop());

describe('the one address that is opened', () => {
  it('leads each invented person to their own application by one button, whoever was there before', async () => {
    const window = await hub.openAt(hub.stack.signInUrl);
    for (const [sub, origin] of [['local-court-clerk', hub.stack.adapterUrls['court']], ['local-officer', hub.stack.coordinatorUrl], ['local-court-approver', hub.stack.adapterUrls['court']]] as const) {
      await window.page.goto(hub.stack.signInUrl);
      await window.page.locator(`button[value="${sub}"]`).click();
      await window.page.waitForURL((url) => url.origin === origin);
      await window.page.getByTestId('account').click();
      const me = await window.page.evaluate<{ sub: string }>("fetch('/auth/me').then((answer) => answer.json())");
      expect(me.sub).toBe(sub);
    }
    await window.close();
  });

  it('finds a sample batch under way: partly answered, and one candidate halted', async () => {
    const answer = await fetch(`${hub.stack.coordinatorUrl}/api/batches`, { headers: { authorization: `Bearer ${hub.stack.tokens.officer}` } });
    const { items } = (await answer.json()) as { items: { byStatus: Record<string, number>; cases: number }[] };
    expect(items).toHaveLength(1);
    expect(items[0]?.byStatus['halted']).toBe(1);
    expect(items[0]?.byStatus['vetting']).toBe((items[0]?.cases ?? 0) - 1);
    expect(await sample.bringSampleUnderWay(hub.stack)).toBe(false);
  });

  it('has nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
