import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { API_ROUTES, isOpaque, Problem, type ApiRoute } from '@lianshen/contracts/api';
import { arbitraryOfSchema } from './arbitrary-of-schema.js';
import { HubApi, type Imported } from './hub-api.js';
import { startHubOfPeople, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';

const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 20);
const SEED = process.env['FUZZ_SEED'];
const ANSWER_WITHIN_MS = 15_000;
/** An adapter of one agency stands for all. */
const AGENCY = 'court';

/** A stream has no end to wait for. */
const isStream = ({ answers }: ApiRoute): boolean => {
  const content = answers[200]?.content;
  return content !== undefined && isOpaque(content) && content.contentType === 'text/event-stream';
};
const ROUTES = API_ROUTES.filter((route) => !isStream(route));

const GARBAGE_IDS = ['x', '..%2f..%2fsecrets', '%00', '%E8%AF%95', '-1', '99', '1', 'a'.repeat(2_000), '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f', '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f.court.1', 'court', '%7B%7D'];
const QUERIES = ['', '?limit=2', '?limit=-1', '?limit=1e9', '?cursor=AAAA', '?cursor=%00', '?status=vetting', '?status[$ne]=x', '?policy=no-such', '?rows=some', '?unforeseen=1', `?cursor=${'a'.repeat(400)}`];

interface Call {
  readonly route: ApiRoute;
  readonly who: string | undefined;
  readonly ids: readonly string[];
  readonly query: string;
  readonly body: unknown;
  readonly raw: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

describe('whatever is asked of the running hub', () => {
  let stack: Stack;
  let batch: Imported;

  beforeAll(async () => {
    stack = await startHubOfPeople({ requestsPerMinute: 10_000_000 });
    batch = await new HubApi(stack).importBatch(batchCsv(Array.from({ length: 8 }, (_, index) => inventedPerson(8_000 + index))), 'fuzz-batch');
  }, 120_000);

  afterAll(() => stack.stop(), 60_000);

  const urlOf = ({ services }: ApiRoute): string => {
    if (services.includes('coordinator')) return stack.coordinatorUrl;
    return services.includes('agency-adapter') ? (stack.adapterUrls[AGENCY] ?? '') : stack.notifierUrl;
  };
  const tokens = (): Record<string, string> => ({
    ...stack.tokens,
    ...Object.fromEntries((['clerk', 'approver', 'agencyHead'] as const).map((role) => [role, stack.mintStaffToken(AGENCY, role)])),
    stranger: `${stack.tokens.officer}x`,
  });

  const ids = (): fc.Arbitrary<string> => {
    const cases = batch.accepted.map(({ caseId }) => caseId);
    return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(batch.batchId, ...cases, ...cases.map((caseId) => `${caseId}.${AGENCY}.1`), AGENCY, '1') }, { weight: 1, arbitrary: fc.constantFrom(...GARBAGE_IDS) });
  };

  const callOf = (route: ApiRoute): fc.Arbitrary<Call> => {
    const bodies = (route.body ?? []).filter((each) => !isOpaque(each));
    const allowed = route.access === 'public' ? [undefined] : route.access;
    return fc.record({
      route: fc.constant(route),
      who: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...allowed) }, { weight: 1, arbitrary: fc.constantFrom(undefined, 'stranger', ...Object.keys(tokens())) }),
      ids: fc.array(ids(), { minLength: 4, maxLength: 4 }),
      query: fc.constantFrom(...QUERIES),
      body: bodies.length === 0 ? fc.constant(undefined) : fc.oneof(...bodies.map((each) => arbitraryOfSchema(each as never))),
      raw: fc.option(fc.constantFrom('{', 'null', '"text"', '[]', '{"a":1}{', '\u0000', '{"__proto__":{"x":1}}'), { freq: 12, nil: undefined }),
      headers: fc.record(
        {
          'idempotency-key': fc.oneof({ weight: 8, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constantFrom('', 'x', 'a'.repeat(300), '$ne') }),
          'if-match': fc.constantFrom('"1-0"', '"2-1"', '"0"', 'x', '*'),
          'content-type': fc.oneof({ weight: 8, arbitrary: fc.constant('application/json') }, { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=utf-7', 'multipart/form-data') }),
          'x-file-name': fc.constantFrom('list.csv', 'list.xlsx', '%', '%E5.csv'),
        },
        { requiredKeys: ['content-type'] },
      ),
    });
  };

  async function ask({ route, who, ids: given, query, body, raw, headers }: Call): Promise<{ status: number; type: string; text: string }> {
    let place = 0;
    const path = route.path.replace(/\{\w+\}/g, () => given[place++ % given.length] ?? 'x');
    const token = who === undefined ? undefined : tokens()[who];
    const content = route.method === 'get' || route.method === 'delete' ? undefined : (raw ?? JSON.stringify(body ?? {}));
    const response = await fetch(`${urlOf(route)}${path}${query}`, {
      method: route.method.toUpperCase(),
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      ...(content === undefined ? {} : { body: content }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
  }

  it('is answered well or with a problem that is documented, and never with the inside of the hub', async () => {
    const seen = { well: 0, refused: 0, denied: 0 };
    const property = fc.asyncProperty(fc.constantFrom(...ROUTES).chain(callOf), async (call) => {
      const { status, type, text } = await ask(call);
      expect({ route: call.route.id, status, text: status >= 500 ? text : '' }).toEqual({ route: call.route.id, status: expect.any(Number), text: '' });
      expect(text).not.toMatch(/node_modules|\bat .+\.js:\d+|MongoServerError|E11000/);
      if (status < 400) return void (seen.well += 1);
      expect(type).toContain('application/problem+json');
      const problem = Problem.safeParse(JSON.parse(text));
      expect({ route: call.route.id, text: problem.success ? '' : text }).toEqual({ route: call.route.id, text: '' });
      seen[status === 401 || status === 403 ? 'denied' : 'refused'] += 1;
    });
    await fc.assert(property, { numRuns: 10_000_000, interruptAfterTimeLimit: SECONDS * 1_000, ...(SEED === undefined ? {} : { seed: Number(SEED) }) });
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  }, (SECONDS + 60) * 1_000);

  it('leaves every process ready and every ledger whole', async () => {
    for (const url of [stack.coordinatorUrl, stack.notifierUrl, ...Object.values(stack.adapterUrls)]) expect([url, (await fetch(`${url}/health/ready`)).status]).toEqual([url, 200]);
    for (const { place, intact } of await new HubApi(stack).verifyLedgers()) expect({ place, intact }).toEqual({ place, intact: true });
  }, 30_000);
});
