import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../eventually.js';
import { HubWithAll, type Application, type Visit } from './every-page.spec-kit.js';
import { findingsOfAxe } from './findings-of-axe.js';
import type { Window } from './window-of.js';

const DESK = 1280;
/** A telephone, a desk, a wall. */
const WIDTHS = [360, DESK, 3840] as const;
const TABS = 40;
const FOCUS_WIDTH_MIN = 2;
/** Words of the pages that would be Chinese if a text were missing; names and titles of what is shown are Chinese in English, too. */
const WORDS_OF_PAGES = /状态|案件|批次|待办|单位/;
const WORDS_OF_DATA = /市试例局|试例|批次/g;
// Each wait inside has a bound of its own, and says what it waited for.
jest.setTimeout(120_000);

/** The addresses of an application, as it has them itself. */
async function pathsOf(application: Application): Promise<string[]> {
  const { pages } = (await import(new URL(`../../../web/${application}/src/pages.ts`, import.meta.url).href)) as { readonly pages: readonly { readonly path: string }[] };
  return pages.map(({ path }) => path);
}

const paths = { dashboard: await pathsOf('dashboard'), workbench: await pathsOf('workbench') };
const everyPage = (['dashboard', 'workbench'] as const).flatMap((application) => paths[application].map((path) => [application, path] as const));

let all: HubWithAll;

beforeAll(async () => {
  all = await HubWithAll.start();
}, 180_000);

afterAll(() => all.hub.stop(), 60_000);

describe('every page', () => {
  const windows = new Map<string, Window>();

  /** The window of a role; nobody signs in for each page anew. */
  async function windowOf(application: Application, role: string): Promise<Window> {
    const name = `${application} ${role}`;
    const window = windows.get(name) ?? (application === 'dashboard' ? await all.hub.dashboard(role) : await all.hub.workbench('court', role));
    windows.set(name, window);
    return window;
  }

  async function visit(application: Application, path: string): Promise<Window> {
    const { role, address, there }: Visit = all.visits[application][path] ?? { role: '', address: '' };
    const window = await windowOf(application, role);
    await window.goTo(address);
    await window.page.locator('main h1').waitFor();
    if (there !== undefined) await window.see(`[data-testid=${there}]`);
    // Several parts of a page may still be on their way.
    await eventually(`all of ${address}`, () => window.page.locator('main .loading').count(), (count) => count === 0, 15_000);
    return window;
  }

  it.each(['dashboard', 'workbench'] as const)('of the %s is visited below', (application) => {
    expect(Object.keys(all.visits[application]).sort()).toEqual([...paths[application]].sort());
  });

  /** In both appearances, on a telephone and at a desk, axe finds nothing; nothing is ever wider than the window, up to a wall. */
  async function readsWell({ page }: Window): Promise<void> {
    expect(await page.locator('h1').count()).toBe(1);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const appearance of width > DESK ? [] : (['light', 'dark'] as const)) {
        await page.emulateMedia({ colorScheme: appearance });
        expect({ appearance, width, found: await findingsOfAxe(page) }).toEqual({ appearance, width, found: [] });
      }
      expect({ width, isWider: await page.evaluate('document.documentElement.scrollWidth > window.innerWidth') }).toEqual({ width, isWider: false });
    }
    await page.setViewportSize({ width: DESK, height: 800 });
  }

  /** Wherever the Tab key goes an outline says so. */
  async function showsTheFocus({ page }: Window): Promise<void> {
    const unseen: string[] = [];
    for (let step = 0; step < TABS; step++) {
      await page.keyboard.press('Tab');
      const [width, what] = await page.evaluate<[string, string]>('[getComputedStyle(document.activeElement).outlineWidth, document.activeElement.outerHTML.slice(0, 120)]');
      if (!what.startsWith('<body') && Number.parseFloat(width) < FOCUS_WIDTH_MIN) unseen.push(what);
    }
    expect(unseen).toEqual([]);
  }

  /** Nobody stands in the address, the title or the browser. */
  async function keepsNobody({ page }: Window): Promise<void> {
    const kept = decodeURIComponent(await page.evaluate<string>('JSON.stringify([location.href, document.title, { ...localStorage, ...sessionStorage }])'));
    expect(all.personal.filter((each) => kept.includes(each))).toEqual([]);
  }

  it.each(everyPage)('of the %s reads well, shows the focus and keeps nobody: %s', async (application, path) => {
    const window = await visit(application, path);
    await readsWell(window);
    await showsTheFocus(window);
    await keepsNobody(window);
  });
});

describe('the pages of the dashboard', () => {
  const flagged = () => all.visits.dashboard['/cases/:caseId']?.address ?? '';

  async function at(window: Window, path: string, there: string): Promise<void> {
    await window.goTo(path);
    await window.page.getByTestId(there).first().waitFor();
  }

  it.each(['light', 'dark'] as const)('read well in every part of a case, with a dialog open, and with what was found: %s', async (appearance) => {
    const window = await all.hub.dashboard('officer', flagged(), { appearance });
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
  });

  it.each(['light', 'dark'] as const)('read well where the readers of a case are listed: %s', async (appearance) => {
    const window = await all.hub.dashboard('auditor', flagged(), { appearance });
    await window.page.getByTestId('tab-readers').click();
    await window.see('[data-testid=readers] tbody tr');
    expect(await findingsOfAxe(window.page)).toEqual([]);
    await window.close();
  });

  it('say everything in English too', async () => {
    const window = await all.hub.dashboard('officer', '/', { language: 'en' });
    for (const { role, address, there } of Object.values(all.visits.dashboard)) {
      if (role !== 'officer' || there === undefined) continue;
      await at(window, address, there);
      const text = await window.page.locator('main').innerText();
      expect([address, WORDS_OF_PAGES.exec(text.replace(WORDS_OF_DATA, ''))?.[0]]).toEqual([address, undefined]);
    }
    await window.close();
  });

  it('say what happened and what to do where the hub cannot answer, and go on when it can', async () => {
    const window = await all.hub.dashboard('officer', '/batches');
    await window.page.route('**/api/cases?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'urn:lianshen:fault', code: 'fault', status: 503, title: '系统暂时不可用。', detail: 'The hub cannot answer just now.' }) }));
    await window.goTo('/cases');
    await window.page.locator('[data-code="fault"]').waitFor({ timeout: 30_000 });
    expect(await findingsOfAxe(window.page)).toEqual([]);
    await window.page.unroute('**/api/cases?*');
    await window.page.locator('[data-code="fault"]').getByRole('button').click();
    await window.page.getByTestId('case-row').first().waitFor();
    await window.close();
  });
});

it('the pages have nothing to complain of', () => {
  expect(all.hub.complaints).toEqual([]);
});
