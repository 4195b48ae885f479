import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Route } from 'playwright-core';
import { eventually } from '../eventually.js';
import { HubApi } from '../hub-api.js';
import { batchCsv, inventedPerson } from '../invented-batch.js';
import { findingsOfAxe } from './findings-of-axe.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';

const CASES = 100_000;
const SEEN = 2_000;
// Each wait inside has a bound of its own, and says what it waited for.
jest.setTimeout(120_000);

interface Page {
  readonly items: readonly { readonly caseId: string; readonly number: string }[];
  readonly next: string | null;
}

/** How long frames take while a list is scrolled by some three rows a frame, and while an empty box is; ms, median and slowest of 20. */
const FRAMES = `(async () => {
  const scrolled = async (element) => {
    const took = [];
    for (let frame = 0, last = performance.now(); frame < 120; frame++) {
      element.scrollTop += 120;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      took.push(now - last);
      last = now;
    }
    took.sort((one, other) => one - other);
    return { median: took[60], slow: took[114] };
  };
  const list = document.querySelector('[data-testid=case-rows]');
  list.scrollTop = 0;
  const ofList = await scrolled(list);
  const box = document.createElement('div');
  Object.assign(box.style, { height: '70vh', overflow: 'auto' });
  box.append(document.createElement('div'));
  box.firstChild.style.height = '100000px';
  document.body.append(box);
  const ofBox = await scrolled(box);
  box.remove();
  return { ofList, ofBox };
})()`;

describe('a list of 100,000 cases', () => {
  let hub: HubOfPages;
  let api: HubApi;
  let window: Window;
  let asked = 0;

  beforeAll(async () => {
    hub = await HubOfPages.start();
    api = new HubApi(hub.stack);
    await opened(7_501);
    window = await hub.dashboard('officer', '/batches');
    await window.page.route(/\/api\/cases\?/, longer);
  }, 180_000);

  afterAll(() => hub.stop(), 60_000);

  async function opened(person: number): Promise<void> {
    const { batchId } = await api.importBatch(batchCsv([inventedPerson(person)]), `long-list-${person}`);
    await eventually('its row', () => api.listCases(batchId), ({ length }) => length === 1, 20_000);
  }

  /** What the hub answers, as often as there are cases; its cursor is the place in the list. */
  async function longer(route: Route): Promise<void> {
    asked += 1;
    const url = new URL(route.request().url());
    const from = Number(url.searchParams.get('cursor') ?? 0);
    url.searchParams.delete('cursor');
    const response = await route.fetch({ url: url.href });
    const [one] = ((await response.json()) as Page).items;
    if (!one) throw new Error('the hub lists no case');
    const items = Array.from({ length: 100 }, (_, index) => ({ ...one, caseId: `${one.caseId.slice(0, -6)}${String(from + index).padStart(6, '0')}`, number: `${one.number.slice(0, -3)}${from + index}` }));
    const next = from + 100 < CASES ? String(from + 100) : null;
    await route.fulfill({ response, json: { items, next } satisfies Page });
  }

  const shown = () => window.page.evaluate<number>(`Math.round((document.querySelector('[data-testid=case-rows]')?.scrollHeight ?? 0) / 44)`);

  async function scrollFar(): Promise<void> {
    await window.page.getByTestId('case-row').first().waitFor();
    await eventually('many pages', async () => {
      await window.page.evaluate(`document.querySelector('[data-testid=case-rows]').scrollTop = 1e9`);
      return shown();
    }, (rows) => rows >= SEEN, 60_000);
  }

  it('is scrolled as smoothly as an empty box, or nearly so, and only the rows that are seen are drawn', async () => {
    await window.goTo('/cases');
    await scrollFar();
    const { ofList, ofBox } = await window.page.evaluate<Record<'ofList' | 'ofBox', Record<'median' | 'slow', number>>>(FRAMES);
    const told = ({ median, slow }: typeof ofList) => `${median.toFixed(1)} ms a frame, 19 of 20 within ${slow.toFixed(1)} ms`;
    process.stdout.write(`a list of ${CASES} cases, scrolled: ${told(ofList)}; an empty box: ${told(ofBox)}\n`);
    expect(await window.page.getByTestId('case-row').count()).toBeLessThan(80);
    expect(ofList.median).toBeLessThan(ofBox.median * 4);
  });

  it('is not asked for again, page after page, when a case changes: it says so, and begins anew where one wishes', async () => {
    const before = asked;
    await opened(7_502);
    await window.page.getByTestId('list-changed').waitFor();
    expect(asked).toBe(before);
    expect(await findingsOfAxe(window.page)).toEqual([]);
    await window.page.getByTestId('begin-anew').click();
    await eventually('the first page alone', shown, (rows) => rows < 300, 15_000);
    await eventually('nothing is said any more', () => window.page.getByTestId('list-changed').count(), (count) => count === 0, 15_000);
    expect(asked).toBeLessThan(before + 4);
  });

  it('has nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
