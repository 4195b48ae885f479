import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inventedPerson } from '../invented-batch.js';
import { findingsOfAxe } from './findings-of-axe.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';
import { CourtItems, declareWhereAsked } from './workbench.spec-kit.js';

const FIRST = 42_001;
const [OPEN, WAITING] = [inventedPerson(FIRST), inventedPerson(FIRST + 1)];
const HOUR_MS = 3_600_000;
const LOOKS = [['light', 360], ['dark', 360]] as const;

describe('the pages of the workbench', () => {
  let hub: HubOfPages;
  let items: CourtItems;

  beforeAll(async () => {
    hub = await HubOfPages.start();
    items = await CourtItems.arrive(hub.stack, FIRST, 2);
    const { staff } = items;
    await staff.claim(items.requestOf(OPEN));
    await staff.claim(items.requestOf(WAITING));
    await staff.submit(items.requestOf(WAITING), await staff.flagForm(items.requestOf(WAITING)));
  }, 120_000);

  afterAll(() => hub.stop(), 60_000);

  /** Nothing is wider than the window, and axe finds nothing. */
  async function readsWell(window: Window): Promise<void> {
    expect(await window.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0);
    expect(await findingsOfAxe(window.page)).toEqual([]);
  }

  it.each(LOOKS)('read well to a clerk with the shortcuts open, and with influence periods in the form, %s at %i', async (appearance, width) => {
    const window = await hub.workbench('court', 'clerk', '/', { appearance, width });
    const { page } = window;
    await page.getByTestId('item-row').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await readsWell(window);
    await window.goTo(items.addressOf(OPEN));
    await page.getByTestId('answer-form').waitFor();
    await page.getByLabel('判决执行期内').check();
    await page.getByTestId('influence').locator('summary').click();
    await page.getByTestId('sanction-from').fill('2026-03-10');
    await page.getByTestId('compute').click();
    await page.getByTestId('periods').waitFor();
    await readsWell(window);
    await window.close();
  }, 90_000);

  it.each(LOOKS)('read well to the head: what is to be signed, a dialogue, and a deputy being named, %s at %i', async (appearance, width) => {
    const window = await hub.workbench('court', 'agencyHead', items.addressOf(WAITING), { appearance, width });
    const { page } = window;
    await declareWhereAsked(window);
    await page.getByTestId('who-read').getByRole('listitem').first().waitFor();
    await readsWell(window);
    await page.getByTestId('return').click();
    await page.getByRole('dialog').waitFor();
    await readsWell(window);
    await window.goTo('/delegations');
    await page.getByTestId('grant').click();
    await readsWell(window);
    await window.close();
  }, 90_000);

  it('write what was confirmed of an influence period into the form, and nothing before', async () => {
    const window = await hub.workbench('court', 'clerk', items.addressOf(OPEN));
    const { page } = window;
    await page.getByLabel('判决执行期内').check();
    await page.getByTestId('influence').locator('summary').click();
    await page.getByTestId('sanction').selectOption('party-warning');
    await page.getByTestId('sanction-from').fill('2026-03-10');
    await page.getByTestId('compute').click();
    await page.getByTestId('periods').waitFor();
    expect(await page.getByTestId('facts').first().inputValue()).toBe('');
    await page.getByTestId('confirm-periods').click();
    expect(await page.getByTestId('facts').first().inputValue()).toContain('党内警告');
    expect(await page.getByTestId('article').first().inputValue()).toBe('第十条');
    await window.close();
  }, 60_000);

  it('show nothing of an item to somebody who types its address and has no right to it', async () => {
    const auditor = await hub.workbench('court', 'auditor', items.addressOf(OPEN));
    await auditor.page.getByTestId('no-right').waitFor();
    const elsewhere = await hub.workbench('audit', 'clerk', items.addressOf(OPEN));
    await elsewhere.page.locator('[data-testid="problem"][data-code="item.unknown"]').waitFor();
    for (const window of [auditor, elsewhere]) {
      expect(await window.page.locator('body').innerText()).not.toContain(OPEN.name);
      await window.close();
    }
  }, 60_000);

  it('keep views and shortcuts as a person wishes, and nothing of anybody in the browser', async () => {
    const window = await hub.workbench('court', 'clerk', '/?mine=true');
    const { page } = window;
    await page.getByTestId('views').click();
    await page.getByTestId('view-title').fill('我的事项');
    await page.getByTestId('save-view').click();
    await page.getByRole('link', { name: '打开视图“我的事项”' }).waitFor();
    await window.goTo('/');
    await page.getByTestId('views').click();
    await page.getByRole('link', { name: '打开视图“我的事项”' }).click();
    await page.waitForURL(/mine=true/);
    await page.getByTestId('shortcuts').click();
    await page.getByTestId('single-keys').click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toMatch(new RegExp(`${OPEN.name}|990102|local-`));
    await window.close();
  }, 60_000);

  it('open to whom the head has lent an approver’s powers, who signs by them, until that ends; who only watches decides nothing', async () => {
    const [head, deputy] = [await hub.workbench('court', 'agencyHead', '/delegations'), await hub.workbench('court', 'auditor', '/delegations')];
    await deputy.page.getByText('没有记录').waitFor();
    expect(await deputy.page.getByTestId('grant').count()).toBe(0);
    await deputy.goTo('/');
    await deputy.page.waitForURL(/delegations/);
    await lendToAuditor(head);
    await deputy.goTo(items.addressOf(WAITING));
    await declareWhereAsked(deputy);
    await deputy.page.getByTestId('account').click();
    await deputy.page.getByTestId('roles-lent').getByText('现受托代行：签发人').waitFor();
    await deputy.page.keyboard.press('Escape');
    await deputy.page.getByTestId('approve').click();
    await deputy.page.getByTestId('approve-confirm').click();
    await deputy.page.getByTestId('letter').waitFor();
    await head.page.getByTestId('end-delegation').click();
    await head.page.getByRole('dialog').locator('textarea').fill('试例：已返回');
    await head.page.getByTestId('wish-send').click();
    await head.page.getByText('试例：已返回').waitFor();
    await deputy.goTo('/');
    await deputy.page.waitForURL(/delegations/);
    await Promise.all([head.close(), deputy.close()]);
  }, 90_000);

  /** Of the approver who is away, for everything, from a moment ago on. */
  async function lendToAuditor({ page }: Window): Promise<void> {
    const inChina = (hours: number): string => new Date(Date.now() + (8 + hours) * HOUR_MS).toISOString().slice(0, 16);
    await page.getByTestId('grant').click();
    await page.getByLabel('仅登记外出，不委托').uncheck();
    const texts = { ofId: 'local-court-approver', ofName: '试例签发人', toId: 'local-court-auditor', toName: '试例代行人', from: inChina(-1), until: inChina(24), reason: '试例：出差' };
    for (const [field, text] of Object.entries(texts)) await page.getByTestId(`grant-${field}`).fill(text);
    await page.getByTestId('grant-save').click();
    await page.getByTestId('delegation').first().waitFor();
  }

  it('have nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
