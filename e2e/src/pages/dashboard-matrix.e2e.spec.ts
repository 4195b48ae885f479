import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Route } from 'playwright-core';
import type { BatchMatrix } from '@lianshen/contracts/api';
import { eventually } from '../eventually.js';
import { HubApi } from '../hub-api.js';
import { batchCsv, inventedPerson } from '../invented-batch.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Window } from './window-of.js';

const ROWS = 300;
const AGENCIES = 20;
/** What is seen and some more: far below 300, whatever the window. */
const DRAWN_MAX = 60;

/** From when the answer is there until its first row can be seen and the browser has come to rest, in ms. */
const DRAWN_AFTER = `(async () => {
  // The first: a page that is told of a change meanwhile asks again.
  const entry = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('limit=500'));
  return performance.getEntriesByName('matrix-drawn')[0].startTime - entry.responseEnd;
})()`;

/** Marks when the first row stands in the page and the frame after it is drawn. */
const WATCH = `new MutationObserver((_, observer) => {
  if (!document.querySelector('[data-testid=matrix-row]')) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('matrix-drawn')));
}).observe(document, { childList: true, subtree: true })`;

/** The yardstick: how long the same browser takes for a plain table of as many cells, in ms. */
const PLAIN_TABLE = `(async () => {
  const from = performance.now();
  const table = document.createElement('table');
  table.innerHTML = ('<tr>' + '<td><span>✓</span> 无反映</td>'.repeat(${AGENCIES + 2}) + '</tr>').repeat(${ROWS});
  document.body.append(table);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const took = performance.now() - from;
  table.remove();
  return took;
})()`;

describe('a matrix of 300 candidates and 20 agencies', () => {
  let hub: HubOfPages;
  let window: Window;
  let path: string;

  beforeAll(async () => {
    hub = await HubOfPages.start();
    const api = new HubApi(hub.stack);
    const { batchId } = await api.importBatch(batchCsv([7_401, 7_402, 7_403].map(inventedPerson)), 'dashboard-matrix');
    await eventually('the rows', () => api.listCases(batchId), ({ length }) => length === 3, 20_000);
    path = `/batches/${batchId}`;
    window = await hub.dashboard('officer', '/batches');
    await window.page.addInitScript({ content: WATCH });
    await window.page.route('**/matrix?*', longer);
  }, 180_000);

  afterAll(() => hub.stop(), 60_000);

  /** What the hub answers, made as long and as wide as the largest batch. */
  async function longer(route: Route): Promise<void> {
    const response = await route.fetch();
    const { agencies, items, ...rest } = (await response.json()) as BatchMatrix;
    const wide = Array.from({ length: AGENCIES }, (_, index) => ({ ...(agencies[index % agencies.length] as BatchMatrix['agencies'][number]), agency: `agency-${index}` }));
    const long = Array.from({ length: ROWS }, (_, index) => {
      const line = items[index % items.length] as BatchMatrix['items'][number];
      return { ...line, caseId: `${line.caseId.slice(0, -3)}${String(index).padStart(3, '0')}`, row: index + 2, cells: wide.map((__, at) => line.cells[at % line.cells.length] as 'sent') };
    });
    await route.fulfill({ response, json: { ...rest, agencies: wide, items: long } });
  }

  it('is drawn as fast as a plain table of its size, or nearly so, and only the rows that are seen', async () => {
    const took: number[] = [];
    for (let time = 0; time < 3; time++) {
      await window.goTo(path);
      await window.page.getByTestId('matrix-row').first().waitFor();
      await window.page.waitForFunction('performance.getEntriesByName("matrix-drawn").length > 0');
      took.push(await window.page.evaluate<number>(DRAWN_AFTER));
    }
    const plain = await window.page.evaluate<number>(PLAIN_TABLE);
    const best = Math.min(...took);
    process.stdout.write(`matrix of ${ROWS} × ${AGENCIES}: drawn in ${best.toFixed(0)} ms after its answer (goal: 1,000 ms); a plain table of its size takes ${plain.toFixed(0)} ms\n`);
    expect(await window.page.getByTestId('matrix-row').count()).toBeLessThan(DRAWN_MAX);
    expect(best).toBeGreaterThan(0);
    expect(best).toBeLessThan(plain * 10);
  }, 60_000);

  it('tells readers of screens its whole size, and is walked to its last cell by keyboard', async () => {
    const { page } = window;
    const grid = page.getByTestId('matrix');
    expect([await grid.getAttribute('aria-rowcount'), await grid.getAttribute('aria-colcount')]).toEqual([String(ROWS + 1), String(AGENCIES + 2)]);
    await page.locator('[data-place="0/0"]').focus();
    const place = () => page.evaluate<string>('document.activeElement?.dataset?.place ?? ""');
    // A list that is shorter while rows are exchanged loses its place in one of some ten times.
    for (let time = 0; time < 20; time++) {
      await page.keyboard.press('Control+End');
      await eventually('the last cell', place, (at) => at === `${ROWS - 1}/${AGENCIES + 1}`, 10_000);
      expect(await page.locator(':focus').textContent()).toMatch(/\S/);
      expect(await page.getByTestId('matrix-row').count()).toBeLessThan(DRAWN_MAX);
      await page.keyboard.press('Control+Home');
      await eventually('the first cell', place, (at) => at === '0/0', 10_000);
    }
  }, 60_000);

  it('has nothing to complain of', () => {
    expect(hub.complaints).toEqual([]);
  });
});
