import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { AnsweringMany } from '../answering-many.js';
import { declaring } from '../declaring.js';
import { eventually } from '../eventually.js';
import { HubApi } from '../hub-api.js';
import { batchCsv, inventedPerson } from '../invented-batch.js';
import { findingsOfAxe } from './findings-of-axe.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';

const PEOPLE = Array.from({ length: 12 }, (_, index) => inventedPerson(index));
const TABS_MAX = 40;
/** Several windows, each signed in and looked at by axe. */
const STORY_MS = 90_000;

let hub: HubOfPages;
let many: AnsweringMany;

beforeAll(async () => {
  hub = await HubOfPages.start();
  many = new AnsweringMany(hub.stack, 'court');
  await new HubApi(hub.stack).importBatch(batchCsv(PEOPLE), 'many-pages');
  await eventually('every request at the court', () => many.list(), (items) => items.length === PEOPLE.length, 60_000);
}, 180_000);

afterAll(() => hub.stop());

/** Goes on with the Tab key until the element has the focus. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < TABS_MAX; presses++) {
    if (await page.evaluate(`document.activeElement?.closest('[data-testid]')?.dataset.testid === '${testId}'`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${testId} is not reached with the Tab key`);
}

/** The head gives an item to another clerk. */
async function givenToAnother(requestId: string): Promise<void> {
  const origin = hub.stack.adapterUrls['court'] ?? '';
  const as = { authorization: `Bearer ${hub.stack.mintStaffToken('court', 'agencyHead')}` };
  const headers = { ...as, 'content-type': 'application/json', 'idempotency-key': `assign-${requestId}` };
  const given = await declaring(origin, as, () => fetch(`${origin}/api/items/${requestId}/assignee`, { method: 'PUT', headers, body: JSON.stringify({ id: 'second-clerk', name: '另一经办（虚构）' }) }));
  expect(given.status).toBe(200);
}

/** Everything that is open is selected and reviewed. */
async function reviewAll(window: Window): Promise<void> {
  await window.page.getByTestId('select-all').click();
  await window.page.getByTestId('review-many').click();
  await window.page.getByTestId('review-counts').waitFor();
}

const textOf = async (page: Page, testId: string): Promise<string> => (await page.getByTestId(testId).textContent()) ?? '';

describe('many answers in the pages', () => {
  it('tell a clerk who has still to declare, and lead them there and back', async () => {
    const window = await hub.workbench('court', 'clerk', '/many-answers');
    await reviewAll(window);
    await window.page.locator('[data-code="declaration.missing"] a').first().click();
    await window.page.getByTestId('declare-send').click();
    await window.page.waitForURL(/many-answers/);
    await reviewAll(window);
    expect(await textOf(window.page, 'review-counts')).toContain('12 项将答复，0 项您已留下，0 项须单独办理');
    await window.close();
  }, STORY_MS);

  it.each(['light', 'dark'] as const)('read well to everybody at 360 px and in a wide window: %s', async (appearance) => {
    for (const width of [360, 1920]) {
      const clerk = await hub.workbench('court', 'clerk', '/many-answers', { appearance, width });
      await reviewAll(clerk);
      expect(await findingsOfAxe(clerk.page)).toEqual([]);
      expect(await clerk.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await clerk.close();
    }
  }, STORY_MS);

  it('let a clerk answer all but two, with the keyboard alone, and tell of each one what became of it', async () => {
    const window = await hub.workbench('court', 'clerk', '/many-answers');
    const { page } = window;
    await tabTo(page, 'select-all');
    await page.keyboard.press('Enter');
    await page.getByTestId('selected').getByText('已选 12 项').waitFor();
    await tabTo(page, 'review-many').catch(() => page.keyboard.press('Shift+Tab'));
    await page.keyboard.press('Enter');
    await page.getByTestId('review-counts').waitFor();
    await tabTo(page, 'will-clear');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await textOf(page, 'review-counts')).toContain('10 项将答复，2 项您已留下');
    // Meanwhile one of them goes to a colleague.
    const taken = (await many.list()).at(-1)?.requestId ?? '';
    await givenToAnother(taken);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByTestId('outcomes').waitFor();
    const told = await textOf(page, 'outcomes');
    expect(told).toContain('9 项已送签');
    expect(told).toContain('2 项按您的选择保持不变');
    expect(told).toContain('1 项未办理，其他事项不受影响');
    await page.locator('[data-code="item.claimed"]').getByText('此事项已由他人认领').waitFor();
    expect(await findingsOfAxe(page)).toEqual([]);
    await window.close();
  }, STORY_MS);

  it('let an approver sign a bundle by one command, all but one', async () => {
    const bundles = async (): Promise<number> => {
      const window = await hub.workbench('court', 'approver', '/bundles');
      await window.page.getByTestId('bundles').waitFor();
      const count = await window.page.getByTestId('open-bundle').count();
      await window.close();
      return count;
    };
    await eventually('the bundle in the list', bundles, (count) => count === 1, 20_000);
    const window = await hub.workbench('court', 'approver', '/bundles', { appearance: 'dark' });
    const { page } = window;
    await page.getByTestId('open-bundle').click();
    await page.getByTestId('problem').or(page.getByTestId('bundle-counts')).waitFor();
    if ((await page.getByTestId('declare-now').count()) > 0) {
      await page.getByTestId('declare-now').click();
      await page.getByTestId('declare-send').click();
      await page.getByTestId('open-bundle').click();
    }
    await page.getByTestId('bundle-counts').getByText('9 项将签发').waitFor();
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.getByTestId('will-sign').getByRole('checkbox').first().uncheck();
    await page.getByTestId('approve-bundle').click();
    await page.getByTestId('outcomes').getByText('8 项已签发').waitFor();
    expect(await findingsOfAxe(page)).toEqual([]);
    await window.close();
    await eventually('the verdicts filed', () => many.list('filed'), (items) => items.length === 8, 30_000);
  }, STORY_MS);

  it('show each side to those alone whose it is', async () => {
    const auditor = await hub.workbench('court', 'auditor', '/bundles');
    await auditor.page.getByTestId('no-right').waitFor();
    await auditor.close();
    const approver = await hub.workbench('court', 'approver', '/many-answers');
    await approver.page.getByTestId('no-right').waitFor();
    await approver.close();
  }, STORY_MS);

  it('hold what was selected when the network is away, and go on when it is back', async () => {
    const window = await hub.workbench('court', 'clerk', '/many-answers');
    await reviewAll(window);
    await window.context.setOffline(true);
    await window.page.getByTestId('answer-many').click();
    await window.page.getByTestId('problem').waitFor();
    expect(await textOf(window.page, 'review-counts')).toContain('2 项将答复');
    await window.context.setOffline(false);
    await window.page.getByTestId('answer-many').click();
    await window.page.getByTestId('outcomes').getByText('2 项已送签').waitFor();
    await window.close();
  }, STORY_MS);

  it('speak English, and put nothing of a person into the address, the title or the store of the browser', async () => {
    const window = await hub.workbench('court', 'approver', '/bundles', { language: 'en' });
    await window.page.getByTestId('open-bundle').first().click();
    await window.page.getByTestId('bundle-counts').getByText('will be signed').waitFor();
    const kept = await window.page.evaluate<string>('JSON.stringify([location.href, document.title, { ...localStorage, ...sessionStorage }])');
    for (const { name, identityNumber } of PEOPLE) expect([kept.includes(name), kept.includes(identityNumber)]).toEqual([false, false]);
    await window.close();
  }, STORY_MS);

  it('have nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
