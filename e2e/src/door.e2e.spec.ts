import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { declaring } from './declaring.js';
import { eventually } from './eventually.js';
import { HubApi, type Imported, type InboxItem } from './hub-api.js';
import { startHub, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson, registerCsv, withWrongCheck } from './invented-batch.js';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly rows?: readonly { readonly row: number; readonly code: string; readonly value: string; readonly sentence: { readonly zh: string } }[];
}

const [ALICE, BOB, CAROL, FLAGGED_LATER] = [inventedPerson(5_001), inventedPerson(5_002), inventedPerson(5_003), inventedPerson(5_004)];

describe('the doors of the hub', () => {
  let stack: Stack;
  let hub: HubApi;
  let first: Imported;

  beforeAll(async () => {
    stack = await startHub({ petitions: registerCsv([BOB, FLAGGED_LATER], 'FLAG_VERIFYING') });
    hub = new HubApi(stack);
    first = await hub.importBatch(batchCsv([ALICE, BOB]), 'door-batch-1');
  }, 120_000);

  afterAll(() => stack.stop(), 60_000);

  const call = (path: string, init: { method?: string; token?: string; headers?: Record<string, string>; body?: string | Buffer } = {}) =>
    fetch(`${stack.coordinatorUrl}${path}`, {
      method: init.method ?? 'GET',
      headers: { ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }), ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
  const problemOf = async (response: Response): Promise<Problem> => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return (await response.json()) as Problem;
  };
  const upload = (body: string | Buffer, query = '', fileName = 'batch.csv', key = `key-${Math.random()}`) =>
    call(`/api/batches${query}`, {
      method: 'POST',
      token: stack.tokens.officer,
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(fileName), 'idempotency-key': key },
      body,
    });
  const caseCount = async (): Promise<number> => (await hub.listCases(first.batchId)).length;

  it('let nobody in without a token, with a wrong one, or with a role that does not permit it', async () => {
    const path = `/api/batches/${first.batchId}/cases`;
    expect(await problemOf(await call(path))).toMatchObject({ status: 401, code: 'identity.token-missing' });
    expect(await problemOf(await call(path, { token: `${stack.tokens.officer}x` }))).toMatchObject({ status: 401, code: 'identity.token-invalid' });
    expect(await problemOf(await call(path, { token: stack.tokens.nominator }))).toMatchObject({ status: 403, code: 'identity.not-permitted' });
    expect(await problemOf(await call('/api/ledger/verifications', { method: 'POST', token: stack.tokens.officer }))).toMatchObject({ status: 403 });
  });

  it('answer what does not exist in Chinese and English', async () => {
    const unknown = await problemOf(await call('/api/cases/4bf3e11b-67ee-8ad2-bedb-4760216e92d1', { token: stack.tokens.officer }));
    expect(unknown).toMatchObject({ status: 404, code: 'case.unknown', title: '没有这个案件。', detail: 'There is no such case.' });
    expect(await problemOf(await call('/api/cases/none', { token: stack.tokens.officer }))).toMatchObject({ status: 400, code: 'request.malformed' });
    expect(await problemOf(await call('/nowhere', { token: stack.tokens.officer }))).toMatchObject({ status: 404 });
  });

  it('import nothing when one row is bad and all were asked for, and say which and why', async () => {
    const problem = await problemOf(await upload(batchCsv([ALICE, withWrongCheck(CAROL)])));
    expect(problem).toMatchObject({ status: 422, code: 'batch.rows-refused', rows: [{ row: 3, code: 'identity.check-digit' }] });
    expect(JSON.stringify(problem)).not.toContain(CAROL.identityNumber.slice(3, 14));
    expect(problem.rows?.[0]?.sentence.zh).toContain('校验码');
  });

  it('refuse a file that is no list, an unknown policy and an empty body, and change nothing', async () => {
    const before = await caseCount();
    expect(await problemOf(await upload('随便写的几个字\n'))).toMatchObject({ status: 422, code: 'batch.header-not-found' });
    expect(await problemOf(await upload('PK-not-a-zip', '', 'batch.xlsx'))).toMatchObject({ code: 'tabular.not-xlsx' });
    expect(await problemOf(await upload(''))).toMatchObject({ code: 'tabular.empty' });
    expect(await problemOf(await upload(batchCsv([CAROL]), '?policy=no-such-policy'))).toMatchObject({ status: 422, code: 'policy.unknown' });
    expect(await problemOf(await upload(batchCsv([CAROL]), '?rows=some'))).toMatchObject({ status: 400, code: 'request.malformed' });
    expect(await caseCount()).toBe(before);
  });

  it('tell a browser to load, frame and keep nothing, in good answers and in problems', async () => {
    for (const response of [await call('/keys'), await call('/api/cases/none', { token: stack.tokens.officer }), await call('/nowhere')]) {
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'");
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.has('x-powered-by')).toBe(false);
    }
  });

  it('keep a connection that rests for longer than proxies do, so that none is closed beneath a request', async () => {
    expect((await call('/health/live')).headers.get('keep-alive')).toBe('timeout=75');
  });

  it('refuse a file over 20 MB', async () => {
    expect(await problemOf(await upload(Buffer.alloc(21 * 1024 * 1024, 'a')))).toMatchObject({ status: 413 });
  });

  it('refuse an idempotency key that was used for another list', async () => {
    expect(await problemOf(await upload(batchCsv([CAROL]), '?conclusion=automatic', 'batch.csv', 'door-batch-1'))).toMatchObject({ status: 422, code: 'idempotency.key-reused' });
  });

  it('leave a case to an officer where the policy says so, and take the signature once all verdicts are clear', async () => {
    const response = await upload(batchCsv([ALICE]), '', 'batch.csv', 'door-batch-officer');
    const { batchId, accepted } = (await response.json()) as Imported;
    const caseId = accepted[0]?.caseId ?? '';
    const sign = () => call(`/api/cases/${caseId}/conclusion`, { method: 'POST', token: stack.tokens.officer, headers: { 'idempotency-key': 'conclude-1' } });
    const conclude = () => declaring(stack.coordinatorUrl, { authorization: `Bearer ${stack.tokens.officer}` }, sign);
    await eventually('five verdicts', () => hub.listCases(batchId), ([item]) => Object.keys(item?.verdicts ?? {}).length === 5, 20_000);
    expect((await hub.readCase(caseId)).status).toBe('vetting');
    expect(await problemOf(await sign())).toMatchObject({ status: 409, code: 'declaration.missing' });
    expect((await (await conclude()).json()) as object).toMatchObject({ status: 'cleared' });
    expect((await (await conclude()).json()) as object).toMatchObject({ status: 'cleared' });
  });

  it('sign no conclusion over a flag', async () => {
    const bob = first.accepted[1]?.caseId ?? '';
    await eventually('halted', () => hub.readCase(bob), ({ status }) => status === 'halted', 20_000);
    const sign = () => call(`/api/cases/${bob}/conclusion`, { method: 'POST', token: stack.tokens.officer, headers: { 'idempotency-key': 'conclude-2' } });
    const problem = await problemOf(await declaring(stack.coordinatorUrl, { authorization: `Bearer ${stack.tokens.officer}` }, sign));
    expect(problem).toMatchObject({ status: 409, code: 'conclusion.flagged' });
  });

  it('keep a request open, acknowledged and listed while an agency\'s register cannot be trusted, and answer it once it is put right', async () => {
    const register = join(stack.dir, 'registers', 'audit.csv');
    const good = readFileSync(register, 'utf8');
    writeFileSync(register, `${good}990101198001010014,OBJECT,,\n`);
    await eventually('the adapter says that it is not ready', () => fetch(`${stack.adapterUrls['audit']}/health/ready`), ({ status }) => status === 503, 20_000);
    const { accepted } = await hub.importBatch(batchCsv([CAROL]), 'door-batch-2');
    const caseId = accepted[0]?.caseId ?? '';
    const openOfAudit = async () => (await (await call('/api/agencies/audit/open-requests', { token: stack.tokens.officer })).json()) as { items: { caseId: string; receivedAt: string | null }[] };
    await eventually('open and acknowledged', openOfAudit, ({ items }) => items.some((item) => item.caseId === caseId && item.receivedAt !== null), 20_000);
    expect((await hub.readCase(caseId)).status).toBe('vetting');
    writeFileSync(register, good);
    await eventually('cleared', () => hub.readCase(caseId), ({ status }) => status === 'cleared', 30_000);
    expect((await openOfAudit()).items.filter((item) => item.caseId === caseId)).toEqual([]);
  }, 90_000);

  it('tell each desk once of its own requests and the coordinator of its cases, also when the notifier was killed', async () => {
    const people = Array.from({ length: 10 }, (_, index) => inventedPerson(5_100 + index));
    await stack.kill('notifier');
    const { accepted } = await hub.importBatch(batchCsv([FLAGGED_LATER, ...people]), 'door-batch-notices');
    await stack.restart('notifier');
    const caseIds = accepted.map(({ caseId }) => caseId).sort();
    for (const agency of Object.keys(stack.adapterUrls)) {
      const own = ({ fact, requestId }: InboxItem) => fact === 'request-issued' && caseIds.some((caseId) => requestId?.startsWith(caseId));
      const items = await eventually(`the requests to ${agency}`, () => hub.inboxOf(agency), (inbox) => inbox.filter(own).length >= caseIds.length, 20_000);
      expect(items.filter(own).map(({ requestId }) => requestId).sort()).toEqual(caseIds.map((caseId) => `${caseId}.${agency}.1`));
      expect(items.every(({ requestId, caseId }) => caseId === null && requestId?.split('.')[1] === agency)).toBe(true);
      for (const { name, identityNumber } of [FLAGGED_LATER, ...people]) expect(JSON.stringify(items)).not.toMatch(new RegExp(`${name}|${identityNumber}`));
    }
    const ended = ({ caseId }: InboxItem) => caseIds.includes(caseId ?? '');
    const items = await eventually('the ends of the cases', () => hub.inboxOf('coordinator'), (inbox) => inbox.filter(ended).length >= caseIds.length, 20_000);
    expect(items.filter(ended).map(({ fact }) => fact).sort()).toEqual([...people.map(() => 'case-cleared'), 'case-halted']);
  }, 60_000);

  it('show figures without a name or an id of a case', async () => {
    const text = await (await call('/metrics')).text();
    expect(text).toContain('hub_messages_total');
    expect(text).toContain('hub_relay_backlog');
    expect(text).not.toContain(first.accepted[0]?.caseId ?? 'none');
  });
});
