import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { AgencyStaff } from '../agency-staff.js';
import { eventually } from '../eventually.js';
import { HubApi } from '../hub-api.js';
import { batchCsv, inventedPerson, withWrongCheck } from '../invented-batch.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';

const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];
const [FIRST, SECOND, WRONG] = [7_101, 7_102, 7_103].map(inventedPerson) as [ReturnType<typeof inventedPerson>, ReturnType<typeof inventedPerson>, ReturnType<typeof inventedPerson>];
const LIST = batchCsv([FIRST, SECOND, withWrongCheck(WRONG)]);

// Each wait inside has a bound of its own, and says what it waited for.
jest.setTimeout(120_000);

describe('an officer and an approver at the dashboard, from the list to the sheet', () => {
  let hub: HubOfPages;
  let api: HubApi;
  let officer: Window;
  let approver: Window;
  let batchId: string;
  const staff: Record<string, AgencyStaff> = {};
  const of = (agency: string): AgencyStaff => staff[agency] as AgencyStaff;

  beforeAll(async () => {
    hub = await HubOfPages.start();
    api = new HubApi(hub.stack);
    for (const agency of AGENCIES) staff[agency] = new AgencyStaff(hub.stack, agency);
    [officer, approver] = [await hub.dashboard('officer'), await hub.dashboard('coordinatorApprover')];
  }, 180_000);

  afterAll(() => hub.stop(), 60_000);

  const cells = (page: Page, state: string) => page.locator(`[data-testid=matrix-row] [data-state=${state}]`);
  const caseIds = async (): Promise<string[]> => (await api.listCases(batchId)).map(({ caseId }) => caseId);
  const answer = async (agency: string, caseId: string, form: 'clearForm' | 'flagForm') => {
    const requestId = await of(agency).itemOf(caseId);
    await of(agency).answer(requestId, await of(agency)[form](requestId));
  };

  /** Declares in the page that one is not related to anybody, and comes back. */
  async function declareFirst(page: Page): Promise<void> {
    await page.getByTestId('declare-now').click();
    await page.getByTestId('declare-send').click();
  }

  it('is shown that nothing waits, and where to begin', async () => {
    await officer.page.getByText('现在没有等您办理的事项').waitFor();
    await officer.page.getByRole('link', { name: '查看批次' }).click();
    await officer.page.getByTestId('to-upload').click();
  });

  it('is told of a bad cell where it stands before anything is kept, and imports the good rows', async () => {
    const { page } = officer;
    await page.getByTestId('file').setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
    const row = page.getByTestId('refused-row');
    await row.waitFor();
    expect(await row.textContent()).toContain('第 4 行');
    expect(await row.textContent()).toContain(WRONG.name);
    expect(await row.locator('.bad-cell').textContent()).toContain('身份证号');
    expect(await row.textContent()).not.toContain(WRONG.identityNumber.slice(0, 17));
    expect(await page.getByTestId('row-sums').textContent()).toBe('可导入 2 行，有误 1 行，跳过 0 行。');
    await page.getByTestId('import-title').fill('试例批次');
    await page.getByTestId('import-send').click();
    await page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);
    batchId = page.url().split('/').at(-1) ?? '';
    await page.getByTestId('matrix-row').nth(1).waitFor();
    expect(await cells(page, 'not-sent').count()).toBe(10);
  });

  it('reads the report of the import again later', async () => {
    await officer.page.getByRole('link', { name: /1 行未导入/ }).click();
    expect(await officer.page.getByTestId('refused-row').textContent()).toContain(WRONG.name);
    await officer.page.getByRole('link', { name: '返回批次' }).click();
  });

  it('starts the batch, and sees the requests arrive and an answer come without asking anew', async () => {
    const { page } = officer;
    await page.getByTestId('start-batch').click();
    await cells(page, 'received').nth(9).waitFor();
    const [first = ''] = await caseIds();
    await answer('court', first, 'clearForm');
    await cells(page, 'clear').waitFor();
    expect(await cells(page, 'clear').textContent()).toContain('无反映');
  });

  it('walks the matrix with the keyboard alone and opens a case', async () => {
    const { page } = officer;
    const place = () => page.evaluate<string>('document.activeElement?.dataset?.place ?? ""');
    await page.locator('[data-place="0/0"]').focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'End', 'Control+Home', 'End', 'ArrowRight', 'ArrowDown', 'Home']) await page.keyboard.press(key);
    expect(await place()).toBe('1/0');
    await page.keyboard.press('Enter');
    await page.getByTestId('case-head').waitFor();
    await page.goBack();
    await page.getByTestId('matrix-row').first().waitFor();
  });

  it('is told of a halt as it happens, on the batch and in what needs them today', async () => {
    const other = await officer.another('/');
    await other.page.getByRole('heading', { level: 1 }).waitFor();
    const [first = ''] = await caseIds();
    await answer('petitions', first, 'flagForm');
    await officer.page.locator('[data-testid=matrix-row] [data-status=halted]').waitFor();
    await cells(officer.page, 'flag').waitFor();
    await other.page.getByTestId('task-adjudicate').waitFor();
    expect(await other.page.getByTestId('task-adjudicate').textContent()).toContain('研判中止或暂缓的案件');
    await other.page.close();
  });

  it('shows nothing of the candidate before one has declared, and then who it is and what was said, on record', async () => {
    const { page } = officer;
    const [first = ''] = await caseIds();
    await officer.goTo(`/cases/${first}`);
    await page.getByTestId('tab-file').click();
    await page.getByTestId('open-file').click();
    await declareFirst(page);
    await page.getByTestId('tab-file').click();
    await page.getByTestId('open-file').click();
    await page.getByTestId('file').waitFor();
    expect(await page.getByTestId('file').textContent()).toContain(FIRST.name);
    expect(await page.getByTestId('file').textContent()).toContain('试例：一件信访件在办');
    expect(await page.title()).not.toContain(FIRST.name);
    expect(page.url()).not.toContain(encodeURIComponent(FIRST.name));
    const { items } = (await api.read('auditor', `/api/cases/${first}/access`)) as { items: { by: string; operation: string }[] };
    expect(items).toContainEqual(expect.objectContaining({ by: 'local-officer', operation: 'readCaseFile' }));
  });

  it('takes two persons to close the flag and to resume, and neither is done by the one who proposed it', async () => {
    const [first = ''] = await caseIds();
    await approver.goTo(`/cases/${first}`);
    for (const [number, kind, after] of [[1, 'close-flag', 'halted'], [2, 'resume', 'vetting']] as const) {
      await officer.page.getByTestId('tab-decisions').click();
      await officer.page.getByTestId('propose-kind').selectOption(kind);
      await officer.page.getByTestId('propose-reason').fill('经研究，问题已核清');
      await officer.page.getByTestId('propose-send').click();
      await officer.page.getByTestId(`decision-${number}`).waitFor();
      expect(await officer.page.getByTestId(`confirm-${number}`).count()).toBe(0);
      await approver.page.getByTestId('tab-decisions').click();
      await approver.page.getByTestId(`confirm-${number}`).click();
      await approver.page.getByTestId(`confirm-${number}-send`).click();
      if (number === 1) {
        await declareFirst(approver.page);
        await approver.page.getByTestId('tab-decisions').click();
        await approver.page.getByTestId(`confirm-${number}`).click();
        await approver.page.getByTestId(`confirm-${number}-send`).click();
      }
      await approver.see(`[data-testid=decision-${number}][data-status=confirmed]`);
      await officer.see(`[data-testid=decision-${number}][data-status=confirmed]`);
      await officer.see(`[data-testid=case-head][data-status=${after}]`);
    }
  });

  it('signs the conclusion once all have answered, and keeps the sheet for signature', async () => {
    const { page } = officer;
    const [first = ''] = await caseIds();
    for (const agency of ['discipline', 'procuratorate', 'audit']) await answer(agency, first, 'clearForm');
    await page.getByTestId('conclude').click();
    await page.getByTestId('conclude-send').click();
    await page.locator('[data-testid=case-head][data-status=cleared]').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('sheet-docx').click()]);
    expect(download.suggestedFilename()).toMatch(/^sheet-\d{4}-[0-9A-Z]{6}-\d{3}\.docx$/);
    expect(readFileSync(await download.path()).subarray(0, 2).toString()).toBe('PK');
  });

  it('puts the candidate on the agenda of a meeting', async () => {
    const { page } = officer;
    await page.getByTestId('put-on-agenda').click();
    await page.getByTestId('meeting-at').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16));
    await page.getByTestId('put-on-agenda-send').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually('the agenda', async () => {
      await officer.goTo('/agenda');
      return page.getByTestId('agenda').textContent({ timeout: 3_000 }).catch(() => '');
    }, (text) => text?.includes('可以上会') === true, 20_000);
  });

  it('finds a case by number and by name, and the name stands in no address', async () => {
    const { page } = officer;
    await officer.goTo('/cases');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByTestId('search-by').selectOption('name');
    await page.getByTestId('search-text').fill(SECOND.name);
    await page.getByTestId('search-send').click();
    const found = page.getByTestId('found').getByTestId('case-row');
    await found.first().waitFor();
    const number = (await found.first().getByRole('link').textContent()) ?? '';
    await page.getByTestId('search-by').selectOption('number');
    await page.getByTestId('search-text').fill(number.toLowerCase());
    await page.getByTestId('search-send').click();
    await eventually('the one', () => found.count(), (count) => count === 1, 10_000);
    expect(asked.filter((url) => url.includes(encodeURIComponent(SECOND.name)))).toEqual([]);
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(SECOND.name);
  });

  it('is told plainly where somebody types an address that is not theirs, and sees nothing of it', async () => {
    const [first = ''] = await caseIds();
    const nominator = await hub.dashboard('nominator', `/cases/${first}`);
    await nominator.page.getByTestId('no-right').waitFor();
    const overseer = await hub.dashboard('overseer', `/cases/${first}`);
    await overseer.page.getByTestId('tab-timeline').click();
    await overseer.page.getByTestId('timeline').waitFor();
    expect(await overseer.page.getByTestId('tab-file').count()).toBe(0);
    await officer.goTo(`/cases/5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f`);
    await officer.page.locator('[data-code="case.unknown"]').waitFor();
  });

  it('keeps what is shown and says so while the hub is away', async () => {
    await officer.goTo(`/batches/${batchId}`);
    await officer.page.getByTestId('matrix-row').first().waitFor();
    await officer.context.setOffline(true);
    await officer.page.getByTestId('offline').waitFor();
    expect(await officer.page.getByTestId('matrix-row').count()).toBe(2);
    await officer.context.setOffline(false);
    await officer.page.getByTestId('offline').waitFor({ state: 'detached' });
  });

  it('has nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
