import { loadStack, type Stack } from '../systems/local.js';
import { askedLine, askedTimes } from './asked.js';
import { measureWorklist } from './measure-worklist.js';
import { seedRows } from './seed-rows.js';

const GOAL_MS = 200;
const PAGE = 100;
/** Pages that are turned before one in the depth of the list is measured. */
const DEEP_PAGES = 50;

interface Page {
  readonly items: readonly { readonly batchId: string }[];
  readonly next: string | null;
}

/** How long pages of the list over all cases, and a search by number, take in a store of so many, and then a clerk's of a worklist of so many; over HTTP. */
export async function* measureLists(cases: number): AsyncGenerator<string> {
  const { startStack } = await loadStack();
  const stack = await startStack({ temporary: true, jurisdiction: 'bench', logLevel: 'silent', requestsPerMinute: 10_000_000 });
  try {
    const number = await seedRows(stack.mongodbUri, stack.databases['coordinator'] ?? '', cases);
    const batch = (await listed(stack, '')).items.at(-1)?.batchId ?? '';
    const month = `from=${new Date(Date.now() - 40 * 86_400_000).toISOString()}&to=${new Date(Date.now() - 10 * 86_400_000).toISOString()}`;
    const asked: Readonly<Record<string, string>> = {
      'newest': '', 'of a state': 'status=halted', 'of a policy': 'policy=province', 'of a policy and a state': 'policy=province&status=vetting', 'of a batch': `batch=${batch}`,
      'with a late agency': 'late=court', 'of a period': month, 'of a period and a state': `${month}&status=cleared`, 'that there is none of': 'policy=county-keypost&status=suspended',
      [`page ${DEEP_PAGES}`]: `cursor=${await deepCursor(stack)}`,
    };
    yield `${cases} cases, ${PAGE} a page, ${askedTimes}: ms, median and slowest (goal: under ${GOAL_MS})`;
    for (const [what, query] of Object.entries(asked)) yield await askedLine(what, () => listed(stack, query));
    yield await askedLine('search by number', () => search(stack, number));
    yield await askedLine('batches, 20 a page', () => ask(stack, '/api/batches'));
    yield await askedLine('what needs me today', () => ask(stack, '/api/today'));
    yield `the worklist of an agency with as many items, 50 a page, ${askedTimes}: the same`;
    yield* measureWorklist(stack, cases);
  } finally {
    await stack.stop();
  }
}

async function deepCursor(stack: Stack): Promise<string> {
  let { next } = await listed(stack, '');
  for (let page = 2; page < DEEP_PAGES && next !== null; page++) ({ next } = await listed(stack, `cursor=${next}`));
  return next ?? '';
}

const listed = async (stack: Stack, query: string): Promise<Page> => (await ask(stack, `/api/cases?limit=${PAGE}&${query}`)) as Page;

const search = (stack: Stack, text: string): Promise<unknown> => ask(stack, '/api/cases/search', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by: 'number', text }) });

async function ask(stack: Stack, path: string, init: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {}): Promise<unknown> {
  const response = await fetch(`${stack.coordinatorUrl}${path}`, { ...init, headers: { authorization: `Bearer ${stack.tokens.officer}`, ...init.headers } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
