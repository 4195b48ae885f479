import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgencyStaff } from '../agency-staff.js';
import { eventually } from '../eventually.js';
import { HubApi } from '../hub-api.js';
import { batchCsv, inventedPerson, type InventedPerson } from '../invented-batch.js';
import { findingsOfAxe } from './findings-of-axe.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';

const [FLAGGED, OPEN, WRONG] = [7_201, 7_202, 7_203].map(inventedPerson) as [InventedPerson, InventedPerson, InventedPerson];
const LIST = batchCsv([FLAGGED, OPEN, { ...WRONG, identityNumber: `${WRONG.identityNumber.slice(0, -1)}${WRONG.identityNumber.endsWith('1') ? '2' : '1'}` }]);

describe('the pages of the dashboard', () => {
  let hub: HubOfPages;
  let batchId: string;
  let flagged: string;

  beforeAll(async () => {
    hub = await HubOfPages.start();
    const api = new HubApi(hub.stack);
    const imported = await api.importBatch(LIST, 'dashboard-pages');
    batchId = imported.batchId;
    flagged = imported.accepted[0]?.caseId ?? '';
    const petitions = new AgencyStaff(hub.stack, 'petitions');
    const requestId = await petitions.itemOf(flagged);
    await petitions.answer(requestId, await petitions.flagForm(requestId));
    await eventually('the halt', () => api.readCase(flagged), ({ status }) => status === 'halted', 20_000);
    await api.post('officer', `/api/cases/${flagged}/decisions`, { kind: 'close-flag', agency: 'petitions', reason: '经研究', basis: '试例第三条' });
  }, 180_000);

  afterAll(() => hub.stop(), 60_000);

  /** Every page with something on it, and what is there once it is. */
  const pages = (): readonly (readonly [path: string, there: string])[] => [
    ['/', 'task-adjudicate'],
    ['/batches', 'batches'],
    [`/batches/${batchId}`, 'matrix-row'],
    [`/batches/${batchId}/report`, 'refused-row'],
    ['/upload', 'file'],
    ['/cases', 'case-row'],
    [`/cases/${flagged}`, 'requests'],
    ['/decisions', 'decisions'],
  ];

  async function at(window: Window, path: string, there: string): Promise<void> {
    await window.goTo(path);
    await window.page.getByTestId(there).first().waitFor();
  }

  it.each([['light', 360], ['dark', 1280]] as const)('read well to everybody, %s at %i px, and none is wider than the window', async (appearance, width) => {
    const window = await hub.dashboard('officer', '/', { appearance, width, height: 800 });
    const found: string[] = [];
    for (const [path, there] of pages()) {
      await at(window, path, there);
      found.push(...(await findingsOfAxe(window.page)).map((finding) => `${path}: ${finding}`));
      if (await window.page.evaluate('document.documentElement.scrollWidth > window.innerWidth')) found.push(`${path} is wider than ${width} px`);
    }
    expect(found).toEqual([]);
    await window.close();
  }, 120_000);

  it.each(['light', 'dark'] as const)('read well in every part of a case, with a dialog open, and with what was found: %s', async (appearance) => {
    const window = await hub.dashboard('officer', `/cases/${flagged}`, { appearance });
    const { page } = window;
    const found: string[] = [];
    const look = async (what: string) => found.push(...(await findingsOfAxe(page)).map((finding) => `${what}: ${finding}`));
    for (const [tab, there] of [['decisions', 'propose'], ['clocks', 'clocks'], ['timeline', 'timeline'], ['record', 'record']] as const) {
      await page.getByTestId(`tab-${tab}`).click();
      await page.getByTestId(there).waitFor();
      await look(tab);
    }
    await page.getByTestId('withdraw').click();
    await page.getByTestId('withdraw-text').waitFor();
    await look('dialog');
    await at(window, '/cases', 'case-row');
    await page.getByTestId('search-by').selectOption('name');
    await page.getByTestId('search-text').fill('无此人');
    await page.getByTestId('search-send').click();
    await page.getByTestId('found').waitFor();
    await look('search');
    expect(found).toEqual([]);
    await window.close();
  }, 120_000);

  it.each(['light', 'dark'] as const)('read well where meetings, relations and readers are listed: %s', async (appearance) => {
    const officer = await hub.dashboard('officer', '/agenda', { appearance, width: 360 });
    const auditor = await hub.dashboard('auditor', `/cases/${flagged}`, { appearance });
    const found: string[] = [];
    const look = async (window: Window, what: string): Promise<void> => {
      await window.page.locator('main h1').waitFor();
      // Several parts of a page may still be on their way.
      await eventually(`all of ${what}`, () => window.page.locator('main .loading').count(), (count) => count === 0, 15_000);
      found.push(...(await findingsOfAxe(window.page)).map((finding) => `${what}: ${finding}`));
    };
    await look(officer, 'agenda');
    await officer.goTo('/declarations');
    await look(officer, 'declarations');
    await auditor.page.getByTestId('tab-readers').click();
    await look(auditor, 'readers');
    expect(found).toEqual([]);
    await officer.close();
    await auditor.close();
  }, 120_000);

  it('say everything in English too', async () => {
    const window = await hub.dashboard('officer', '/', { language: 'en' });
    for (const [path, there] of pages()) {
      await at(window, path, there);
      const text = await window.page.locator('main').innerText();
      expect([path, /状态|案件|批次|待办|单位/.exec(text.replace(/市试例局|试例|批次/g, ''))?.[0]]).toEqual([path, undefined]);
    }
    await window.close();
  }, 60_000);

  it('show a focus wherever the keyboard goes', async () => {
    const window = await hub.dashboard('officer', `/batches/${batchId}`);
    await window.page.getByTestId('matrix-row').first().waitFor();
    const unseen: string[] = [];
    for (let step = 0; step < 40; step++) {
      await window.page.keyboard.press('Tab');
      const [width, what] = await window.page.evaluate<[string, string]>('[getComputedStyle(document.activeElement).outlineWidth, document.activeElement.outerHTML.slice(0, 80)]');
      if (!what.startsWith('<body') && Number.parseFloat(width) < 2) unseen.push(what);
    }
    expect(unseen).toEqual([]);
    await window.close();
  }, 60_000);

  it('say what happened and what to do where the hub cannot answer, and go on when it can', async () => {
    const window = await hub.dashboard('officer', '/batches');
    await window.page.route('**/api/cases?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:lianshen:fault', code: 'fault', status: 503, title: '系统暂时不可用。', detail: 'The hub cannot answer just now.' }) }));
    await window.goTo('/cases');
    await window.page.locator('[data-code="fault"]').waitFor({ timeout: 30_000 });
    expect(await findingsOfAxe(window.page)).toEqual([]);
    await window.page.unroute('**/api/cases?*');
    await window.page.locator('[data-code="fault"]').getByRole('button').click();
    await window.page.getByTestId('case-row').first().waitFor();
    await window.close();
  }, 60_000);

  it('have nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
