import { setTimeout as pause } from 'node:timers/promises';
import { AnsweringMany } from '@lianshen/e2e/answering-many';
import { HubApi } from '@lianshen/e2e/hub-api';
import { batchCsv, inventedPerson } from '@lianshen/e2e/invented-batch';
import type { Stack } from '../systems/local.js';
import { askedLine } from './asked.js';
import { seedWorkItems } from './seed-work-items.js';

const AGENCY = 'court';
const PAGE = 50;
/** Requests that came the way every request comes: pages of them are decrypted, and that they are read is recorded, as in earnest. */
const REAL = 2 * PAGE;
const FIRST = 90_000;
const ARRIVE_WITHIN_MS = 120_000;

interface Listed {
  readonly items: readonly { readonly requestId: string; readonly batch: string | null }[];
  readonly next: string | null;
}

/** How long a clerk's worklist takes at an agency that has so many items. @yields a line a list */
export async function* measureWorklist(stack: Stack, items: number): AsyncGenerator<string> {
  await arrived(stack);
  await seedWorkItems(stack.mongodbUri, stack.databases[`agency-adapter-${AGENCY}`] ?? '', AGENCY, items - REAL);
  const headers = { authorization: `Bearer ${stack.mintStaffToken(AGENCY, 'clerk')}` };
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(`${stack.adapterUrls[AGENCY]}${path}`, { ...init, headers: { ...headers, 'content-type': 'application/json' } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const listed = async (query: string): Promise<Listed> => (await ask(`/api/items?limit=${PAGE}&${query}`)) as Listed;
  const first = await listed('');
  if (first.items.length !== PAGE || first.next === null) throw new Error(`the worklist begins with ${first.items.length} items`);
  const asked: Readonly<Record<string, string>> = { 'the most urgent': '', 'the page after': `cursor=${first.next}`, 'of a batch': `batch=${first.items[0]?.batch ?? ''}`, 'that nobody has claimed': 'unassigned=true', 'due later': 'due=later', 'my own (none)': 'mine=true', 'flagged (none)': 'flagged=true' };
  for (const [what, query] of Object.entries(asked)) yield await askedLine(what, () => listed(query));
  yield await askedLine('counts of every part', () => ask('/api/worklist/counts'));
  const search = { method: 'POST', body: JSON.stringify({ text: inventedPerson(FIRST).name }) };
  yield await askedLine('search by name', () => ask('/api/items/searches', search));
}

async function arrived(stack: Stack): Promise<void> {
  const people = Array.from({ length: REAL }, (_, index) => inventedPerson(FIRST + index));
  await new HubApi(stack).importBatch(batchCsv(people), 'bench-worklist', { conclusion: 'officer' });
  const many = new AnsweringMany(stack, AGENCY);
  for (const end = performance.now() + ARRIVE_WITHIN_MS; (await many.list()).length < people.length; await pause(500)) if (performance.now() > end) throw new Error('the requests did not come');
  // What an import leaves to be done would count as a list's.
  await pause(3_000);
}
