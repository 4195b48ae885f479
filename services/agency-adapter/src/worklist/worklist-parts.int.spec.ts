import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EarlierAnswers, FoundItems, ReplyLetter, WorkItemPage, WorklistCounts } from '@lianshen/contracts/api';
import type { Request } from '@lianshen/contracts/messages';
import { startAdapter, type AdapterUnderTest, type Answered } from '../agency-adapter.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';

/** A Wednesday; the two working days after it are Thursday and Friday. */
const WEDNESDAY = Date.parse('2026-11-25T10:00:00+08:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NUMBERS = { first: '990101198001010014', second: '990101197602020010' } as const;

describe('the parts of a worklist', () => {
  let adapter: AdapterUnderTest;
  let keys = 0;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    adapter = await startAdapter(WEDNESDAY);
    const { issuer } = adapter;
    for (const id of ['clerk-1', 'clerk-2']) tokens[id] = issuer.token(id, ['clerk'], 'court');
    for (const id of ['approver-1', 'approver-2']) tokens[id] = issuer.token(id, ['approver'], 'court');
    tokens['head'] = issuer.token('head', ['agencyHead'], 'court');
    tokens['auditor'] = issuer.token('auditor', ['auditor'], 'court');
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  const codeOf = ({ status, body }: Answered) => `${status} ${body.code ?? ''}`.trim();
  const at = (requestId: string, path = '') => `/api/items/${requestId}${path}`;
  const get = async <T>(path: string, who = 'clerk-1') => (await adapter.call('GET', path, { token: tokens[who] })).body as unknown as T;
  const send = (method: string, path: string, who: string, body?: object, ifMatch?: string) =>
    adapter.call(method, path, { token: tokens[who], key: `command-${keys++}`, ...(body ? { body } : {}), ...(ifMatch === undefined ? {} : { ifMatch }) });
  const idsOf = async (query: string, who = 'clerk-1') => (await get<WorkItemPage>(`/api/items?limit=50&${query}`, who)).items.map(({ requestId }) => requestId);
  const search = async (text: string, who = 'clerk-1') => (await send('POST', '/api/items/searches', who, { text })).body as unknown as FoundItems;
  const etagOf = async (requestId: string, who = 'clerk-1') => (await adapter.call('GET', at(requestId), { token: tokens[who] })).etag;

  async function arrived(changed: Partial<Request> = {}): Promise<string> {
    const { requestId } = await adapter.request(changed);
    await eventually('an item', () => adapter.call('GET', at(requestId), { token: tokens['clerk-1'] }), ({ status }) => status === 200);
    return requestId;
  }

  async function submitted(changed: Partial<Request> = {}, form: object = { category: '无' }): Promise<string> {
    const requestId = await arrived(changed);
    await send('POST', at(requestId, '/claim'), 'clerk-1');
    await send('PUT', at(requestId, '/draft'), 'clerk-1', form, await etagOf(requestId));
    expect(codeOf(await send('POST', at(requestId, '/submission'), 'clerk-1', undefined, await etagOf(requestId)))).toBe('200');
    return requestId;
  }

  async function signed(changed: Partial<Request> = {}, form?: object): Promise<string> {
    const requestId = await submitted(changed, form);
    expect(codeOf(await send('POST', at(requestId, '/approval'), 'approver-1', { submission: 1 }))).toBe('200');
    return requestId;
  }

  const FLAG = { category: '列入失信', findings: [{ facts: '试例：未履行生效判决', basis: 'dishonest-debtors', article: '第一条', evidenceLevel: 'verified', heard: 'not-heard' }] };

  it('are told apart by due time in the days of China, and what is paused is in none of the others', async () => {
    const due = (ms: number) => arrived({ dueAt: new Date(WEDNESDAY + ms).toISOString() });
    const [overdue, today, soon, later, paused] = [await due(-HOUR), await due(2 * HOUR), await due(2 * DAY), await due(5 * DAY), await due(3 * HOUR)];
    await send('POST', at(paused, '/claim'), 'clerk-1');
    await send('POST', at(paused, '/questions'), 'clerk-1', { question: '请补充任职文件' });
    // The list may be a moment behind the question.
    await eventually('it is paused', () => idsOf('due=paused'), (all) => all.includes(paused));
    const parts = { overdue, today, soon, later, paused };
    for (const [part, requestId] of Object.entries(parts)) {
      const ids = await eventually(part, () => idsOf(`due=${part}`), (all) => all.includes(requestId));
      for (const other of Object.values(parts)) if (other !== requestId) expect(ids).not.toContain(other);
    }
    const counts = await get<WorklistCounts>('/api/worklist/counts');
    for (const part of ['overdue', 'today', 'soon', 'later', 'paused'] as const) expect([part, counts.due[part]]).toEqual([part, (await idsOf(`due=${part}`)).length]);
    expect(counts.todayUntil).toBe('2026-11-25T16:00:00.000Z');
    expect(counts.soonUntil).toBe('2026-11-27T16:00:00.000Z');
  });

  it('are told apart by who has something to do', async () => {
    const [free, toSign, flagged] = [await arrived(), await submitted(), await signed({}, FLAG)];
    await eventually('it is free', () => idsOf('unassigned=true'), (all) => all.includes(free));
    await eventually('it is to be signed', () => idsOf('toSign=true', 'approver-1'), (all) => all.includes(toSign));
    await eventually('it is flagged', () => idsOf('flagged=true'), (all) => all.includes(flagged));
    expect(await idsOf('unassigned=true')).not.toContain(toSign);
    expect(await idsOf('mine=true')).toContain(toSign);
    expect(await idsOf('flagged=true')).not.toContain(toSign);
    expect(await idsOf('toSign=true', 'clerk-1')).toEqual([]);
    const [ofClerk, ofApprover] = [await get<WorklistCounts>('/api/worklist/counts'), await get<WorklistCounts>('/api/worklist/counts', 'approver-1')];
    expect([ofClerk.state.toSign, ofApprover.state.toSign]).toEqual([0, (await idsOf('toSign=true', 'approver-1')).length]);
    expect(ofClerk.state.mine).toBe((await idsOf('mine=true')).length);
    expect(codeOf(await adapter.call('GET', '/api/worklist/counts', { token: tokens['auditor'] }))).toBe('403 identity.not-permitted');
  });

  it('leave to sign to an approver only what they have not signed already', async () => {
    const requestId = await submitted({ approversMin: 2 });
    await eventually('it is to be signed', () => idsOf('toSign=true', 'approver-1'), (all) => all.includes(requestId));
    expect(codeOf(await send('POST', at(requestId, '/approval'), 'approver-1', { submission: 1 }))).toBe('200');
    await eventually('it is signed', () => idsOf('toSign=true', 'approver-1'), (all) => !all.includes(requestId));
    expect(await idsOf('toSign=true', 'approver-2')).toContain(requestId);
  });

  it('find a candidate by whole name, number or post, and an item by its number, and nothing of it is in clear in the store', async () => {
    const person = { name: '欧阳试例', identityNumber: NUMBERS.second, proposedPost: '试例中心主任' };
    const requestId = await arrived({ person });
    for (const text of ['欧阳 试例', '９９０１０１１９７６０２０２００１０', '试例中心主任', requestId, requestId.split('.')[0] ?? '']) {
      await eventually(text, () => search(text), ({ items }) => items.some((item) => item.requestId === requestId));
    }
    expect((await search('欧阳')).items).toEqual([]);
    const [found] = (await search('欧阳试例')).items;
    expect(found).toMatchObject({ name: '欧阳试例', proposedPost: '试例中心主任' });
    expect(JSON.stringify(await adapter.mongo.collection('work_items').find({}).toArray())).not.toMatch(/欧阳|990101/);
    const { items } = await get<{ items: { operation: string; by: string }[] }>(at(requestId, '/access'), 'head');
    expect(items).toContainEqual(expect.objectContaining({ by: 'clerk-1', operation: 'searchItems' }));
    expect(codeOf(await send('POST', '/api/items/searches', 'clerk-1', { text: ' ' }))).toBe('400 request.malformed');
  });

  it('show a recused person nothing of the candidate, by whatever they search', async () => {
    const requestId = await arrived({ person: { name: '司徒试例', identityNumber: '99010119700101001X' } });
    await send('PUT', '/api/own-relations', 'clerk-2', { relatives: [{ relation: 'spouse', name: '司徒试例', identityNumber: '99010119700101001X' }], units: [] });
    await eventually('it is found', () => search('司徒试例'), ({ items }) => items.length === 1);
    expect((await search('司徒试例', 'clerk-2')).items).toEqual([]);
    expect((await search(requestId, 'clerk-2')).items).toEqual([]);
    expect(codeOf(await send('PUT', at(requestId, '/presence'), 'clerk-2'))).toBe('403 recusal.recused');
    expect(codeOf(await send('GET', at(requestId, '/earlier-answers'), 'clerk-2'))).toBe('403 recusal.recused');
  });

  it('show what the agency answered before about the same person, and that it was read', async () => {
    const person = { name: '诸葛试例', identityNumber: '990101197501010111', proposedPost: '试例处长' };
    const namesake = { ...person, identityNumber: NUMBERS.first };
    const [before, recalled, other] = [await signed({ person }, FLAG), await arrived({ person }), await signed({ person: namesake })];
    await adapter.coordinator.send('recall', { requestId: recalled });
    await eventually('it is recalled', () => idsOf('status=recalled', 'head'), (all) => all.includes(recalled));
    adapter.clock.moveTo(WEDNESDAY + HOUR);
    const now = await arrived({ person: { ...person, proposedPost: '试例局长' } });
    const earlier = await eventually('an earlier answer', () => get<EarlierAnswers>(at(now, '/earlier-answers')), ({ items }) => items.length > 0);
    expect(earlier).toMatchObject({ by: 'identity-number', undeclared: 0, items: [{ requestId: before, proposedPost: '试例处长', verdict: { code: 'OBJECT', category: '列入失信', clerk: '试例clerk-1', approvers: ['试例approver-1'] } }] });
    expect(earlier.items).toHaveLength(1);
    for (const each of [before, recalled]) await get(at(each), 'head');
    expect((await get<EarlierAnswers>(at(now, '/earlier-answers'), 'head')).items.map(({ requestId }) => requestId).sort()).toEqual([before, recalled].sort());
    expect((await get<EarlierAnswers>(at(before, '/earlier-answers'))).items).toEqual([]);
    const { items } = await get<{ items: object[] }>(at(before, '/access'), 'head');
    expect(items).toContainEqual(expect.objectContaining({ by: 'clerk-1', operation: 'readEarlierAnswers', fields: ['person.proposedPost', 'verdict'], task: 'open' }));
    expect(other).not.toBe(before);
    adapter.clock.moveTo(WEDNESDAY);
  });

  it('count and do not show earlier answers for whose batch the caller has still to declare', async () => {
    const person = { name: '上官试例', identityNumber: '990101197501010129' };
    await signed({ person });
    const now = await arrived({ person });
    const asOther = () => adapter.call('GET', at(now, '/earlier-answers'), { token: tokens['clerk-2'] });
    const earlier = await eventually('it is counted', async () => (await asOther()).body as unknown as EarlierAnswers, ({ undeclared }) => undeclared === 1);
    expect(earlier.items).toEqual([]);
  });

  it('print the signed answer as a letter, and nothing before it is signed', async () => {
    const requestId = await submitted({}, FLAG);
    const letter = () => adapter.call('GET', at(requestId, '/reply-letter'), { token: tokens['approver-1'] });
    expect(codeOf(await letter())).toBe('409 reply-letter.none');
    await send('POST', at(requestId, '/approval'), 'approver-1', { submission: 1 });
    const [{ payloadHash } = { payloadHash: '' }] = await eventually('a verdict', async () => adapter.coordinator.repliesTo('verdict', requestId), (all) => all.length > 0);
    const printed = (await letter()).body as unknown as ReplyLetter;
    expect(printed).toMatchObject({
      agency: '市试例法院', addressee: '市委组织部', date: '2026-11-25', version: 1, supersedes: null, code: 'OBJECT', words: { zh: '不同意' }, category: '列入失信',
      candidate: { name: '试例甲' }, clerk: '试例clerk-1', approvers: [{ name: '试例approver-1', onBehalfOf: null }], verdictHash: payloadHash,
    });
    expect(printed.number).toMatch(/^court 函〔2026〕[0-9a-f]{8}-1-1 号$/);
    const { items } = await get<{ items: object[] }>(at(requestId, '/access'), 'head');
    expect(items).toContainEqual(expect.objectContaining({ by: 'approver-1', operation: 'readReplyLetter' }));
  });

  it('refuse every command of a stale page, with who changed what, and change nothing', async () => {
    const requestId = await submitted();
    const stale = await etagOf(requestId, 'approver-1');
    await send('POST', at(requestId, '/withdrawal'), 'clerk-1', { submission: 1 });
    for (const [path, who, body] of [['/approval', 'approver-1', { submission: 1 }], ['/return', 'approver-1', { submission: 1, reason: '试例' }], ['/out-of-scope', 'approver-1', { reason: '试例' }], ['/recusal', 'head', { reason: '试例' }], ['/questions', 'clerk-1', { question: '试例' }], ['/extensions', 'clerk-1', { until: new Date(WEDNESDAY + 30 * DAY).toISOString(), reason: '试例' }]] as const) {
      const refused = await send('POST', at(requestId, path), who, body, stale);
      expect([path, codeOf(refused), refused.body['params']]).toEqual([path, '412 item.stale', expect.objectContaining({ by: 'clerk-1', change: 'SubmissionWithdrawn' })]);
    }
    const before = await etagOf(requestId);
    expect(await etagOf(requestId, 'approver-1')).toBe(before);
    await send('PUT', at(requestId, '/draft'), 'clerk-1', { category: '列入失信' }, before);
    const refused = await send('PUT', at(requestId, '/draft'), 'clerk-1', { category: '无' }, before);
    expect([codeOf(refused), refused.body['params']]).toEqual(['412 draft.stale', expect.objectContaining({ by: 'clerk-1', change: 'DraftSaved' })]);
  });

  it('are saved by each person for themself, so many and in the order of their revisions', async () => {
    const view = { title: '我的超期', filter: { due: 'overdue', mine: true } };
    const put = (who: string, revision: number, views: object[]) => send('PUT', '/api/worklist/views', who, { revision, views });
    expect(await get('/api/worklist/views')).toEqual({ revision: 0, views: [] });
    expect((await put('clerk-1', 0, [view])).body).toEqual({ revision: 1, views: [view] });
    expect(codeOf(await put('clerk-1', 0, []))).toBe('409 saved-views.stale');
    expect((await put('clerk-1', 1, [view, { title: '待签', filter: { toSign: true } }])).status).toBe(200);
    expect(await get('/api/worklist/views')).toMatchObject({ revision: 2, views: [view, { title: '待签' }] });
    expect(await get('/api/worklist/views', 'clerk-2')).toEqual({ revision: 0, views: [] });
    expect(codeOf(await put('clerk-1', 2, Array.from({ length: 21 }, () => view)))).toBe('400 request.malformed');
    expect(JSON.stringify(await adapter.mongo.collection('saved_views').find({}).toArray())).not.toContain('我的超期');
  });

  it('take in items that an earlier version of the process wrote into the list', async () => {
    const requestId = await arrived({ person: { name: '夏侯试例' } });
    const rows = adapter.mongo.collection('work_items');
    await eventually('its row', () => search('夏侯试例'), ({ items }) => items.length === 1);
    await rows.updateOne({ _id: requestId as never }, { $unset: { marks: 1, layout: 1, changedAt: 1 } });
    expect((await search('夏侯试例')).items).toEqual([]);
    await adapter.restart();
    expect((await search('夏侯试例')).items).toHaveLength(1);
  });
});
