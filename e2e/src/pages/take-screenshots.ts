import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../hub-stack.js';
import { HubOfPages } from './hub-of-pages.js';
import type { Look, Window } from './window-of.js';

interface Shot {
  readonly name: string;
  readonly look?: Look;
  /** Opens the page and waits until it shows what it is for. */
  readonly open: (hub: HubOfPages, look: Look) => Promise<Window>;
}

const DESK: Look = { width: 1280, height: 800 };

/** Goes to the first page of the kind that a link leads to. */
async function follow(window: Window, link: string): Promise<Window> {
  await window.page.locator(link).first().click();
  return window;
}

const SHOTS: readonly Shot[] = [
  { name: 'worklist', open: async (hub, look) => hub.workbench('audit', 'clerk', '/', look) },
  { name: 'item', open: async (hub, look) => follow(await hub.workbench('audit', 'clerk', '/', look), 'main a[href^="/items/"]') },
  { name: 'worklist-phone', look: { width: 390, height: 844 }, open: async (hub, look) => hub.workbench('petitions', 'clerk', '/', look) },
  { name: 'today', open: async (hub, look) => hub.dashboard('officer', '/', look) },
  { name: 'batch', open: async (hub, look) => follow(await hub.dashboard('officer', '/batches', look), 'main a[href^="/batches/"]') },
  { name: 'batch-dark', look: { ...DESK, appearance: 'dark' }, open: async (hub, look) => follow(await hub.dashboard('officer', '/batches', look), 'main a[href^="/batches/"]') },
  { name: 'case', open: async (hub, look) => follow(await hub.dashboard('auditor', '/cases?status=halted', look), 'main a[href^="/cases/"]') },
  { name: 'statistics', open: async (hub, look) => hub.dashboard('officer', '/statistics', look) },
  { name: 'nominations', open: async (hub, look) => follow(await hub.dashboard('nominator', '/', look), 'main a[href^="/nominations/"]') },
];

/** After this a page that shows nothing moving is taken as it is. */
const SETTLES_WITHIN_MS = 2_000;

/**
 * Takes pictures of the main pages, on the sample of `npm start`, into a folder.
 * @param bringSample brings the sample under way
 * @returns the names of the files
 */
export async function takeScreenshots(folder: string, bringSample: (stack: Stack) => Promise<unknown>): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const hub = await HubOfPages.start();
  try {
    await bringSample(hub.stack);
    const files: string[] = [];
    for (const { name, look = DESK, open } of SHOTS) {
      const window = await open(hub, look);
      await window.page.waitForTimeout(SETTLES_WITHIN_MS);
      files.push(`${name}.png`);
      await window.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
      await window.close();
    }
    return files;
  } finally {
    await hub.stop();
  }
}
