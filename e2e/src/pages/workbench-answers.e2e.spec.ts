import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inventedPerson } from '../invented-batch.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';
import { CourtItems, declareWhereAsked } from './workbench.spec-kit.js';

const FIRST = 41_001;
const [ANSWERED, RETURNED, ASKED, TYPED, STALE, SHARED, RELATED] = [0, 1, 2, 3, 4, 5, 6].map((each) => inventedPerson(FIRST + each)) as [Person, Person, Person, Person, Person, Person, Person];
type Person = ReturnType<typeof inventedPerson>;

describe('the people of an agency at their workbench', () => {
  let hub: HubOfPages;
  let items: CourtItems;

  beforeAll(async () => {
    hub = await HubOfPages.start();
    items = await CourtItems.arrive(hub.stack, FIRST, 7);
  }, 120_000);

  afterAll(() => hub.stop(), 60_000);

  /** A window of one of them at an item, opened as far as they may. */
  async function at(who: 'clerk' | 'approver' | 'agencyHead', person: Person): Promise<Window> {
    const window = await hub.workbench('court', who, items.addressOf(person));
    await declareWhereAsked(window);
    return window;
  }

  const status = (window: Window, is: string) => window.page.locator(`[data-testid="status"][data-status="${is}"]`).waitFor();
  const saved = (window: Window) => window.page.locator('[data-testid="draft-state"][data-state="clean"]').waitFor();

  async function flag({ page }: Window): Promise<void> {
    await page.getByLabel('有未结涉诉').check();
    await page.getByTestId('facts').fill('试例：一件未结');
    await page.getByTestId('basis').selectOption('civil-procedure');
    await page.getByTestId('article').fill('第一条');
    await page.getByLabel('正在核查', { exact: true }).check();
    await page.getByLabel('未听取').check();
  }

  it('answer with four eyes: a clerk fills in the form, a second person signs, and the letter is printed of it', async () => {
    const clerk = await hub.workbench('court', 'clerk');
    await clerk.page.getByRole('link', { name: ANSWERED.name }).click();
    await declareWhereAsked(clerk);
    await clerk.page.getByTestId('claim').click();
    await clerk.page.getByTestId('answer-form').waitFor();
    await flag(clerk);
    await saved(clerk);
    await clerk.page.getByTestId('submit').click();
    await status(clerk, 'submitted');
    expect(await clerk.page.getByTestId('approve').count()).toBe(0);

    const approver = await at('approver', ANSWERED);
    expect(await approver.page.getByTestId('proposed-category').innerText()).toBe('有未结涉诉');
    await approver.page.getByTestId('approve').click();
    await approver.page.getByTestId('approve-confirm').click();
    await approver.page.getByTestId('verdict').waitFor();
    // What the clerk has open follows by itself.
    await clerk.page.getByTestId('verdict').waitFor();
    await approver.page.getByTestId('letter').click();
    const letter = await approver.page.getByTestId('letter-sheet').innerText();
    for (const words of ['法院', '组织部门', ANSWERED.name, '有未结涉诉', '第一条', '电子签名']) expect(letter).toContain(words);
    await clerk.close();
    await approver.close();
  }, 90_000);

  it('send an answer back with a comment, which the clerk finds above the form with what they had written', async () => {
    const clerk = await at('clerk', RETURNED);
    await clerk.page.getByTestId('claim').click();
    await flag(clerk);
    await clerk.page.getByTestId('submit').click();
    await status(clerk, 'submitted');
    const approver = await at('approver', RETURNED);
    await approver.page.getByTestId('return').click();
    await approver.page.getByTestId('wish-reason').fill('试例：请核对案号');
    await approver.page.getByTestId('wish-send').click();
    await clerk.page.getByTestId('returned').getByText('试例：请核对案号').waitFor();
    expect(await clerk.page.getByTestId('facts').inputValue()).toBe('试例：一件未结');
    await clerk.close();
    await approver.close();
  }, 90_000);

  it('ask for more and for time, and the head says that it is not within their duties', async () => {
    const clerk = await at('clerk', ASKED);
    await clerk.page.getByTestId('claim').click();
    await clerk.page.getByTestId('extension').click();
    await clerk.page.getByTestId('wish-until').fill('2099-01-05T17:30');
    await clerk.page.getByTestId('wish-reason').fill('试例：案件较多');
    await clerk.page.getByTestId('wish-send').click();
    await clerk.page.getByTestId('extension-state').waitFor();
    await clerk.page.getByTestId('need-more').click();
    await clerk.page.getByTestId('wish-question').fill('试例：请补充任职文件');
    await clerk.page.getByTestId('wish-send').click();
    await clerk.page.getByTestId('question').getByText('试例：请补充任职文件').waitFor();
    await status(clerk, 'waiting');
    const head = await at('agencyHead', ASKED);
    await head.page.getByTestId('out-of-scope').click();
    await head.page.getByTestId('wish-reason').fill('试例：属另一单位职责');
    await head.page.getByTestId('wish-send').click();
    await head.page.getByTestId('declined').waitFor();
    expect(await head.page.getByTestId('who-read').innerText()).toContain('local-court-clerk');
    await clerk.close();
    await head.close();
  }, 90_000);

  it('answer from the list to the submission without a mouse', async () => {
    await (await at('clerk', TYPED)).close();
    const window = await hub.workbench('court', 'clerk');
    const { keyboard } = window.page;
    await window.page.getByTestId('item-row').first().waitFor();
    await keyboard.press('?');
    await window.page.getByRole('dialog').waitFor();
    await keyboard.press('Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
    await keyboard.press('/');
    await keyboard.type(TYPED.name);
    await keyboard.press('Enter');
    await window.page.getByTestId('found').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('j');
    await keyboard.press('Enter');
    await window.page.getByTestId('claim').waitFor();
    await keyboard.press('c');
    await window.page.getByTestId('answer-form').waitFor();
    await keyboard.press('1');
    await saved(window);
    await keyboard.press('Control+Enter');
    await status(window, 'submitted');
    expect(await window.page.getByTestId('proposed-category').innerText()).toBe('无');
    expect(window.page.url()).not.toContain(encodeURIComponent(TYPED.name));
    await window.close();
  }, 90_000);

  it('are told when a form was saved elsewhere, keep what they typed, and see both', async () => {
    const first = await at('clerk', STALE);
    await first.page.getByTestId('claim').click();
    await first.page.getByTestId('answer-form').waitFor();
    const second = await first.another(items.addressOf(STALE));
    await second.page.getByTestId('answer-form').waitFor();
    await first.context.setOffline(true);
    await first.page.getByLabel('建议暂缓').first().check();
    await first.page.getByTestId('facts').fill('试例：先写的');
    await first.page.locator('[data-testid="draft-state"][data-state="failed"]').waitFor();
    await first.context.setOffline(false);
    await second.page.getByLabel('列入失信').check();
    await second.page.getByTestId('facts').fill('试例：后写的');
    await saved(second);
    await first.page.getByTestId('stale').or(first.page.getByRole('button', { name: '现在保存' })).first().waitFor();
    if (!(await first.page.getByTestId('stale').isVisible())) await first.page.getByRole('button', { name: '现在保存' }).click();
    await first.page.getByTestId('stale').waitFor();
    expect(await first.page.getByTestId('stale-mine').innerText()).toContain('试例：先写的');
    expect(await first.page.getByTestId('stale-theirs').innerText()).toContain('试例：后写的');
    await first.page.getByTestId('keep-mine').click();
    await saved(first);
    expect(await first.page.getByTestId('facts').inputValue()).toBe('试例：先写的');
    await first.close();
  }, 90_000);

  it('see each other on one item', async () => {
    const [clerk, approver] = [await at('clerk', SHARED), await at('approver', SHARED)];
    await clerk.page.getByTestId('presence').getByText('签发人（本地演示）').waitFor();
    await approver.page.getByTestId('presence').getByText('经办人（本地演示）').waitFor();
    await approver.goTo('/');
    await clerk.page.getByTestId('presence').getByText('签发人（本地演示）').waitFor({ state: 'detached' });
    await clerk.close();
    await approver.close();
  }, 90_000);

  it('open nothing of a candidate to whom they are related, and are told so plainly', async () => {
    const head = await at('agencyHead', RELATED);
    await head.page.getByTestId('recuse-staff').click();
    await head.page.getByTestId('wish-id').fill('local-court-clerk');
    await head.page.getByTestId('wish-name').fill('经办人');
    await head.page.getByTestId('wish-reason').fill('试例：群众反映');
    await head.page.getByTestId('wish-send').click();
    await head.page.getByRole('dialog').waitFor({ state: 'detached' });
    const clerk = await hub.workbench('court', 'clerk', items.addressOf(RELATED));
    await clerk.page.getByTestId('recused').waitFor();
    expect(await clerk.page.locator('body').innerText()).not.toContain(RELATED.name);
    await head.goTo('/recusals');
    await head.page.getByTestId('recusal').first().waitFor();
    await clerk.close();
    await head.close();
  }, 90_000);

  it('have nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
