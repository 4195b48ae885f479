import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_ROUTES } from '@lianshen/contracts/api';
import { DocumentedHub, startHub, type Stack } from './documented-hub.spec-kit.js';

const PERSON = { name: '试例甲', identityNumber: '99010119700101001X', employer: '市试例局', currentPost: '科长', proposedPost: '副局长' };
const HEADER = '姓名,身份证号,工作单位,现任职务,拟任职务,拟任层次,单位信用代码';
const ROW = `试例甲,${PERSON.identityNumber},市试例局,科长,副局长,县处级副职`;
const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('the answers of the running hub are those of the documents', () => {
  let stack: Stack;
  let hub: DocumentedHub;
  let adapter: DocumentedHub;
  let count = 0;

  beforeAll(async () => {
    stack = await startHub();
    hub = new DocumentedHub(stack.coordinatorUrl);
    adapter = new DocumentedHub(stack.adapterUrls['court'] ?? '');
  }, 120_000);

  afterAll(() => stack.stop(), 60_000);

  const key = () => ({ 'idempotency-key': `documents-${count++}` });
  const upload = (rows: string[], query = '') =>
    hub.call('importBatch', { token: stack.tokens.officer, query, headers: { ...key(), 'x-file-name': 'list.csv', 'content-type': 'text/csv' }, body: `${[HEADER, ...rows].join('\n')}\n` });
  const post = (id: string, body: object, path = {}, headers: Record<string, string> = {}) =>
    hub.call(id, { token: stack.tokens.officer, path, headers: { ...key(), ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });

  it('where a list is imported, in whole, in part or not', async () => {
    const bad = ROW.replace('001X', '0011');
    expect((await upload([`${ROW},不是代码`, '备注：以下空白'], '?rows=good')).status).toBe(201);
    expect((await upload([ROW, bad], '?rows=good')).status).toBe(201);
    expect((await upload([ROW, bad])).code).toBe('batch.rows-refused');
    expect((await upload([bad], '?rows=good')).code).toBe('batch.no-good-rows');
    expect((await upload([ROW], '?policy=nothing')).code).toBe('policy.unknown');
    expect((await upload([ROW], '?rows=some')).code).toBe('request.malformed');
  });

  it('where a candidate is proposed, read, listed and concluded', async () => {
    const { body } = await post('importBatch', { title: '文档', conclusion: 'officer' });
    const batchId = String(body['batchId']);
    const proposed = await post('proposeCandidate', PERSON, { batchId }, { prefer: 'wait=2' });
    const caseId = String(proposed.body['caseId']);
    expect((await post('proposeCandidate', { ...PERSON, identityNumber: '990101197001010011' }, { batchId })).code).toBe('identity.check-digit');
    expect((await post('proposeCandidate', PERSON, { batchId: UNKNOWN })).code).toBe('batch.unknown');
    const officer = { token: stack.tokens.officer };
    const isAnswered = async () => ((await hub.call('readCase', { ...officer, path: { caseId } })).body['requests'] as { status: string }[]).every(({ status }) => status === 'answered');
    for (const until = Date.now() + 20_000; !(await isAnswered()) && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await hub.call('issueConclusion', { ...officer, path: { caseId }, headers: key() })).body['status']).toBe('cleared');
    expect((await hub.call('listCases', { ...officer, path: { batchId }, query: '?limit=1' })).status).toBe(200);
    expect((await hub.call('listCases', { ...officer, path: { batchId }, query: '?cursor=x' })).code).toBe('request.malformed');
    expect((await hub.call('readCase', { ...officer, path: { caseId: UNKNOWN } })).code).toBe('case.unknown');
    expect((await hub.call('listOpenRequests', { ...officer, path: { agency: 'court' } })).status).toBe(200);
  });

  it('where keys are registered', async () => {
    const { body: keys } = await adapter.call('readKeys');
    const register = (agency: string, body: object) => hub.call('registerKeys', { token: stack.tokens.administrator, path: { agency }, headers: { ...key(), ...JSON_TYPE }, body: JSON.stringify(body) });
    expect((await register('court', keys)).status).toBe(200);
    expect((await register('audit', keys)).code).toBe('key.party-differs');
    expect((await register('audit', { ...keys, partyId: 'audit' })).code).toBe('key.of-another-party');
    expect((await register('court', { ...keys, sign: { ...(keys['sign'] as object), kid: 'A'.repeat(22) } })).code).toBe('key.not-its-thumbprint');
  });

  it('where somebody has no right', async () => {
    const path = { caseId: UNKNOWN };
    expect((await hub.call('readCase', { path })).code).toBe('identity.token-missing');
    expect((await hub.call('readCase', { path, token: `${stack.tokens.officer}x` })).code).toBe('identity.token-invalid');
    expect((await hub.call('readCase', { path, token: stack.tokens.nominator })).code).toBe('identity.not-permitted');
  });

  it('where desks read their inboxes and the auditor what was delivered', async () => {
    const notifier = new DocumentedHub(stack.notifierUrl);
    const clerk = { token: stack.mintAgencyToken('court', 'clerk') };
    const { body } = await notifier.call('listInbox', { ...clerk, query: '?limit=2' });
    expect((body['items'] as object[]).length).toBe(2);
    expect((await notifier.call('listInbox', { ...clerk, query: '?unread=maybe' })).code).toBe('request.malformed');
    const post = (id: string, content: object) => notifier.call(id, { ...clerk, headers: JSON_TYPE, body: JSON.stringify(content) });
    expect((await post('markRead', { positions: [1] })).body['marked']).toBe(1);
    expect((await post('markRead', { positions: [] })).code).toBe('request.malformed');
    const wishes = (await notifier.call('readPreferences', clerk)).body;
    expect((await post('setPreferences', { ...wishes, quiet: true })).body['quiet']).toBe(true);
    expect((await notifier.call('streamInbox', { ...clerk, headers: { 'last-event-id': 'x' } })).code).toBe('request.malformed');
    expect((await notifier.call('listDeliveries', { token: stack.tokens.auditor, query: '?desk=court&channel=inbox' })).status).toBe(200);
    expect((await notifier.call('listDeliveries', { ...clerk, query: '?desk=court&channel=inbox' })).code).toBe('identity.not-permitted');
    for (const id of ['readLiveness', 'readReadiness', 'readMetrics']) expect((await notifier.call(id)).status).toBe(200);
    const own = API_ROUTES.filter(({ services }) => services.includes('notifier')).map(({ id }) => id);
    // A stream that goes well has no end to read; the notifier's own specs follow one.
    expect(own.filter((id) => !notifier.answeredWell.has(id))).toEqual(['streamInbox']);
  });

  it.each(['coordinator', 'agency-adapter'] as const)('where the process %s tells of itself', async (service) => {
    const process = service === 'coordinator' ? hub : adapter;
    for (const id of ['readLiveness', 'readReadiness', 'readMetrics', 'readKeys']) expect((await process.call(id)).status).toBe(200);
    expect((await process.call('verifyLedger', { token: stack.tokens.auditor })).body['intact']).toBe(true);
    const own = API_ROUTES.filter(({ services }) => services.includes(service)).map(({ id }) => id);
    expect(own.filter((id) => !process.answeredWell.has(id))).toEqual([]);
  });
});
