import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BundleList, BundleView, ItemOutcome, ManyAnswered, ManyApproved, ManyReviewed, WorkItemView } from '@lianshen/contracts/api';
import type { Request } from '@lianshen/contracts/messages';
import { startAdapter, type AdapterUnderTest, type Answered } from '../../agency-adapter.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const BATCH = '7c1f0b52-3d7e-8a41-9f6b-0123456789ab';
const FLAG = {
  category: '列入失信',
  findings: [{ facts: '试例：未履行生效判决', basis: 'dishonest-debtors', article: '第一条', evidenceLevel: 'verified', heard: 'not-heard' }],
};

describe('many answers at once over real NATS and MongoDB', () => {
  let adapter: AdapterUnderTest;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    adapter = await startAdapter(MONDAY);
    const staff: [string, string[]][] = [['clerk-1', ['clerk']], ['clerk-2', ['clerk']], ['approver-1', ['approver']], ['approver-2', ['approver']], ['head', ['agencyHead']], ['auditor', ['auditor']], ['both', ['clerk', 'approver']], ['newcomer', ['approver']]];
    for (const [id, roles] of staff) tokens[id] = adapter.issuer.token(id, roles, 'court');
    tokens['elsewhere'] = adapter.issuer.token('elsewhere', ['clerk', 'approver'], 'audit');
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  const codeOf = ({ status, body }: Answered): string => `${status} ${body.code ?? ''}`.trim();
  const post = (path: string, who: string, body: object, key: string = randomUUID()) => adapter.call('POST', path, { token: tokens[who], key, body });
  const read = (requestId: string, who = 'clerk-1') => adapter.call('GET', `/api/items/${requestId}`, { token: tokens[who] });
  const statusOf = async (requestId: string): Promise<string> => ((await read(requestId)).body as unknown as WorkItemView).status;
  const command = (requestId: string, what: string, who: string, body: object = {}) => post(`/api/items/${requestId}/${what}`, who, body);
  const approve = (who: string, body: object, key?: string) => post('/api/approvals', who, body, key);
  const outcomes = ({ body }: Answered): string[] => (body as unknown as ManyApproved).outcomes.map(said);
  const said = ({ outcome, status, refusal }: ItemOutcome): string => refusal?.code ?? `${outcome} ${status ?? ''}`.trim();

  /** Items that have come, and for which everybody has declared. @param changed of each request. */
  async function arrived(...changed: Partial<Request>[]): Promise<string[]> {
    const requests = await Promise.all(changed.map((each) => adapter.request({ batch: BATCH, ...each })));
    const ids = requests.map(({ requestId }) => requestId);
    for (const who of ['clerk-1', 'clerk-2', 'approver-1', 'approver-2', 'both', 'head']) {
      for (const id of ids) await eventually('an item that one may open', () => read(id, who), ({ status }) => status === 200);
    }
    return ids;
  }
  const some = (count: number): Promise<string[]> => arrived(...Array.from({ length: count }, () => ({})));

  const review = async (requestIds: readonly string[], who = 'clerk-1'): Promise<ManyReviewed['items']> => {
    const { body } = await post('/api/bundles/review', who, { requestIds });
    return (body as unknown as ManyReviewed).items;
  };
  /** The command as a page gives it: every item as it was reviewed. */
  const asSeen = async (ids: readonly string[], leftOut: readonly string[] = [], who = 'clerk-1') => ({ items: (await review(ids, who)).map(({ requestId, seq }) => ({ requestId, seq })), leftOut });
  async function answered(ids: readonly string[], leftOut: readonly string[] = [], who = 'clerk-1'): Promise<ManyAnswered> {
    const answer = await post('/api/bundles', who, await asSeen(ids, leftOut, who));
    expect(codeOf(answer)).toBe('200');
    return answer.body as unknown as ManyAnswered;
  }
  const repliesTo = (requestId: string) => adapter.coordinator.repliesTo('verdict', requestId);
  const verdictOf = async (requestId: string) => (await eventually('a verdict', async () => repliesTo(requestId), (all) => all.length > 0))[0] as ReturnType<typeof repliesTo>[number];

  async function submitAlone(requestId: string, form: object, who = 'clerk-1'): Promise<void> {
    await command(requestId, 'claim', who);
    const saved = await adapter.call('PUT', `/api/items/${requestId}/draft`, { token: tokens[who], body: form, ifMatch: (await read(requestId, who)).etag });
    await adapter.call('POST', `/api/items/${requestId}/submission`, { token: tokens[who], key: randomUUID(), ifMatch: saved.etag });
  }

  it('takes all clear but these from one command to verdicts under one signature', async () => {
    const ids = await some(6);
    const [leftOut = '', ...clear] = ids;
    const { bundleId, outcomes: told } = await answered(ids, [leftOut]);
    expect(told.map(said)).toEqual(['left-out', ...clear.map(() => 'done submitted')]);
    expect(told.map(({ requestId }) => requestId)).toEqual(ids);
    expect(await statusOf(leftOut)).toBe('open');

    const listed = await eventually('a bundle that waits', async () => (await adapter.call('GET', '/api/bundles', { token: tokens['approver-1'] })).body as unknown as BundleList, ({ items }) => items.some((each) => each.bundleId === bundleId && each.waiting === 5));
    expect(listed.items.find((each) => each.bundleId === bundleId)).toMatchObject({ clerk: { id: 'clerk-1', name: '试例clerk-1' }, waiting: 5 });
    const waiting = (await adapter.call('GET', `/api/bundles/${bundleId}`, { token: tokens['approver-1'] })).body as unknown as BundleView;
    expect(waiting.items).toHaveLength(5);
    expect(waiting.items[0]).toMatchObject({ name: '试例甲', submission: 1, category: '无', code: 'CLEAR', approvals: 0, approversMin: 1, refusal: null });

    expect(outcomes(await approve('approver-1', { bundleId }))).toEqual(clear.map(() => 'done answered'));
    const verdicts = await Promise.all(clear.map(verdictOf));
    for (const { data } of verdicts) expect(data).toMatchObject({ version: 1, code: 'CLEAR', category: '无', findings: [], mode: 'human', clerk: { id: 'clerk-1' }, approvers: [{ id: 'approver-1' }] });
    expect(new Set(verdicts.map(({ jws }) => jws.split('~')[0])).size).toBe(1);
    expect(verdicts.map(({ jws }) => jws.split('~')[3]).sort()).toEqual(['0', '1', '2', '3', '4']);
    expect(repliesTo(leftOut)).toEqual([]);
    expect(((await adapter.call('GET', '/api/bundles', { token: tokens['approver-1'] })).body as unknown as BundleList).more).toBe(false);
  });

  it('leaves in its history what the single way leaves, and the same bytes are sent again', async () => {
    const [id = ''] = await some(1);
    const { bundleId } = await answered([id]);
    await approve('approver-1', { bundleId });
    const { data, payloadHash, jws } = await verdictOf(id);
    const { history } = (await read(id)).body as unknown as WorkItemView;
    expect(history.map(({ event, by }) => `${event} ${by.id}`)).toEqual(['RequestReceived intake', 'ItemClaimed clerk-1', 'AnswerSubmitted clerk-1', 'AnswerApproved approver-1', 'VerdictSigned approver-1']);
    adapter.clock.moveTo(adapter.clock.now() + 60_000);
    const again = await eventually('the verdict once more', async () => repliesTo(id), (all) => all.length > 1);
    expect(again.map((each) => each.jws)).toEqual(again.map(() => jws));
    await adapter.coordinator.send('filed', { verdicts: [{ requestId: id, version: data.version, verdictHash: payloadHash }] });
    await eventually('filed', () => statusOf(id), (status) => status === 'filed');
  });

  it('delays nobody for one that is refused, and tells of each why', async () => {
    const [good = '', claimed = '', flaggedDraft = '', flagFiled = '', clearFiled = '', returned = '', waiting = '', recalled = '', changed = '', submitted = '', noClear = ''] = await arrived(
      ...Array.from({ length: 10 }, () => ({})), { categories: { 列入失信: 'OBJECT' } },
    );
    await command(claimed, 'claim', 'clerk-2');
    await command(flaggedDraft, 'claim', 'clerk-1');
    await adapter.call('PUT', `/api/items/${flaggedDraft}/draft`, { token: tokens['clerk-1'], body: FLAG, ifMatch: (await read(flaggedDraft)).etag });
    for (const [id, form] of [[flagFiled, FLAG], [clearFiled, { category: '无' }]] as const) {
      await submitAlone(id, form);
      await command(id, 'approval', 'approver-1', { submission: 1 });
      const { payloadHash } = await verdictOf(id);
      await adapter.coordinator.send('filed', { verdicts: [{ requestId: id, version: 1, verdictHash: payloadHash }] });
      await eventually('filed', () => statusOf(id), (status) => status === 'filed');
    }
    await submitAlone(returned, { category: '无' });
    await command(returned, 'return', 'approver-1', { submission: 1, reason: '请再核对' });
    await command(waiting, 'claim', 'clerk-1');
    await command(waiting, 'questions', 'clerk-1', { question: '请补充任职文件' });
    await submitAlone(submitted, { category: '有未结涉诉', findings: FLAG.findings });
    await adapter.coordinator.send('recall', { requestId: recalled });
    await eventually('recalled', () => statusOf(recalled), (status) => status === 'recalled');
    const unknown = '4bf3e11b-67ee-8ad2-bedb-4760216e92d1.court.1';
    const ids = [good, claimed, flaggedDraft, flagFiled, clearFiled, returned, waiting, recalled, changed, submitted, noClear, unknown];
    const body = await asSeen(ids);
    const reviewed = (await review(ids)).map(({ refusal }) => refusal?.code ?? null);
    // Somebody else took it and gave it back after it was seen.
    await command(changed, 'claim', 'clerk-2');
    await adapter.call('DELETE', `/api/items/${changed}/claim`, { token: tokens['clerk-2'], key: randomUUID() });
    const answer = (await post('/api/bundles', 'clerk-1', body)).body as unknown as ManyAnswered;
    const expected = ['item.claimed', 'item.flagged', 'item.flagged', 'item.answered-before', 'item.returned', 'item.waiting', 'item.recalled'];
    expect(answer.outcomes.map(said)).toEqual(['done submitted', ...expected, 'item.changed', 'item.submitted', 'form.category-missing', 'item.unknown']);
    // What is nobody's work any more the list does not show to a clerk, so neither does the review.
    expect(reviewed).toEqual([null, ...expected.slice(0, -1), 'identity.not-permitted', null, 'item.submitted', 'form.category-missing', 'item.unknown']);
    for (const { refusal } of answer.outcomes.slice(1)) expect([refusal?.sentence.zh, refusal?.sentence.en]).not.toContain('');
    expect(await Promise.all([changed, flaggedDraft].map(statusOf))).toEqual(['open', 'open']);
  }, 60_000);

  it('neither shows nor answers whom the clerk is recused from, nor anybody of a batch that they have not declared for', async () => {
    const other = '8d2f0b52-3d7e-8a41-9f6b-0123456789ab';
    const [related = '', free = ''] = await some(2);
    const [undeclared] = [await adapter.request({ batch: other })];
    const cases = [related, free].map((id) => id.split('.')[0] ?? '');
    await adapter.call('PUT', `/api/declarations/${BATCH}`, { token: tokens['clerk-2'], body: { cases, related: [{ caseId: cases[0], ground: 'spouse' }] } });
    await eventually('an item', async () => (await review([undeclared.requestId], 'clerk-2'))[0]?.refusal?.code, (code) => code === 'declaration.missing');
    const ids = [related, free, undeclared.requestId];
    const lines = await review(ids, 'clerk-2');
    expect(lines.map(({ name, refusal }) => [name, refusal?.code ?? null])).toEqual([[null, 'recusal.recused'], ['试例甲', null], [null, 'declaration.missing']]);
    expect(lines[2]?.refusal?.params).toEqual({ batch: other });
    expect((await answered(ids, [], 'clerk-2')).outcomes.map(said)).toEqual(['recusal.recused', 'done submitted', 'declaration.missing']);
  });

  it('does the same command once, however often it comes', async () => {
    const ids = await some(3);
    const body = await asSeen(ids, ids.slice(0, 1));
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 3 }, () => post('/api/bundles', 'clerk-1', body, key)));
    const later = await post('/api/bundles', 'clerk-1', body, key);
    for (const answer of [...answers, later]) expect(outcomes(answer)).toEqual(['left-out', 'done submitted', 'done submitted']);
    expect(new Set([...answers, later].map((each) => (each.body as unknown as ManyAnswered).bundleId)).size).toBe(1);
    const submissions = async () => Promise.all(ids.map(async (id) => ((await read(id)).body as unknown as WorkItemView).history.filter(({ event }) => event === 'AnswerSubmitted').length));
    expect(await submissions()).toEqual([0, 1, 1]);
    expect(codeOf(await post('/api/bundles', 'clerk-1', { ...body, leftOut: [] }, key))).toBe('422 idempotency.key-reused');
    expect(await submissions()).toEqual([0, 1, 1]);

    const { bundleId } = later.body as unknown as ManyAnswered;
    const approvals = await Promise.all([approve('approver-1', { bundleId }, key), approve('approver-1', { bundleId }, key), approve('approver-1', { bundleId })]);
    for (const each of approvals) expect(outcomes(each)).toEqual(['done answered', 'done answered']);
    await Promise.all(ids.slice(1).map(verdictOf));
    expect(ids.map((id) => new Set(repliesTo(id).map(({ payloadHash }) => payloadHash)).size)).toEqual([0, 1, 1]);
  });

  it('lets one of several approvers who race sign each item, and tells the others', async () => {
    const ids = await some(12);
    const { bundleId } = await answered(ids);
    const racing = await Promise.all(['approver-1', 'approver-2', 'head'].map((who) => approve(who, { bundleId })));
    const told = racing.map(outcomes);
    ids.forEach((_, index) => expect(told.map((each) => each[index]).sort()).toEqual(['done answered', 'item.answered', 'item.answered']));
    const verdicts = await Promise.all(ids.map(verdictOf));
    for (const { data } of verdicts) expect(data.approvers).toHaveLength(1);
    expect(ids.map((id) => repliesTo(id).length)).toEqual(ids.map(() => 1));
  });

  it('asks for as many signatures as each request does', async () => {
    const [one = '', two = ''] = await arrived({}, { approversMin: 2 });
    const { bundleId } = await answered([one, two]);
    expect(outcomes(await approve('approver-1', { bundleId }))).toEqual(['done answered', 'done submitted']);
    expect(repliesTo(two)).toEqual([]);
    expect(outcomes(await approve('approver-1', { bundleId }))).toEqual(['done answered', 'done submitted']);
    expect(outcomes(await approve('approver-2', { bundleId }))).toEqual(['item.answered', 'done answered']);
    expect((await verdictOf(two)).data.approvers.map(({ id }) => id)).toEqual(['approver-1', 'approver-2']);
  });

  it('never lets the clerk sign, and neither answer nor sign who has no right to it', async () => {
    const ids = await some(2);
    const { bundleId } = await answered(ids, [], 'both');
    expect(outcomes(await approve('both', { bundleId }))).toEqual(['approval.four-eyes', 'approval.four-eyes']);
    const seenBy = async (who: string) => ((await adapter.call('GET', `/api/bundles/${bundleId}`, { token: tokens[who] })).body as unknown as BundleView).items.map(({ refusal }) => refusal?.code ?? null);
    expect(await Promise.all(['both', 'clerk-1', 'approver-1'].map(seenBy))).toEqual([['approval.four-eyes', 'approval.four-eyes'], ['identity.not-permitted', 'identity.not-permitted'], [null, null]]);
    const body = { items: [{ requestId: ids[0], seq: 1 }] };
    for (const [path, who, sent] of [['/api/bundles', 'approver-1', body], ['/api/bundles', 'elsewhere', body], ['/api/bundles/review', 'head', { requestIds: ids }], ['/api/approvals', 'clerk-1', { bundleId }], ['/api/approvals', 'elsewhere', { bundleId }]] as const) {
      expect([path, who, codeOf(await post(path, who, sent))]).toEqual([path, who, '403 identity.not-permitted']);
    }
    expect(codeOf(await adapter.call('GET', '/api/bundles', { token: tokens['auditor'] }))).toBe('403 identity.not-permitted');
  });

  it('signs of a bundle what still waits in it, and of a chosen set what was seen', async () => {
    const [stays = '', withdrawn = '', returned = '', anew = ''] = await some(4);
    const { bundleId } = await answered([stays, withdrawn, returned, anew]);
    await command(withdrawn, 'withdrawal', 'clerk-1', { submission: 1 });
    await command(returned, 'return', 'approver-1', { submission: 1, reason: '请再核对' });
    await command(anew, 'withdrawal', 'clerk-1', { submission: 1 });
    await submitAlone(anew, FLAG);
    expect(outcomes(await approve('approver-1', { bundleId, leftOut: [stays] }))).toEqual(['submission.none', 'submission.none', 'submission.differs']);
    expect(outcomes(await approve('approver-1', { items: [{ requestId: anew, submission: 1 }, { requestId: stays, submission: 1 }] }))).toEqual(['submission.differs', 'done answered']);
    expect(outcomes(await approve('approver-1', { items: [{ requestId: anew, submission: 2 }] }))).toEqual(['done answered']);
    expect((await verdictOf(anew)).data.code).toBe('OBJECT');
  });

  it('refuses a command that is malformed, and one of an unknown bundle, and changes nothing', async () => {
    const [id = ''] = await some(1);
    const item = { requestId: id, seq: 1 };
    const malformed = [{}, { items: [] }, { items: [item, item] }, { items: [item], leftOut: ['4bf3e11b-67ee-8ad2-bedb-4760216e92d1.court.1'] }, { items: [{ requestId: id }] }, { items: [item], category: '列入失信' }];
    for (const body of malformed) expect(codeOf(await post('/api/bundles', 'clerk-1', body))).toBe('400 request.malformed');
    const tooMany = { requestIds: Array.from({ length: 501 }, (_, index) => `${id.slice(0, -10)}.court.${index + 1}`) };
    expect(codeOf(await post('/api/bundles/review', 'clerk-1', tooMany))).toBe('400 request.malformed');
    expect(codeOf(await approve('approver-1', { bundleId: BATCH }))).toBe('404 bundle.unknown');
    expect(codeOf(await approve('approver-1', { bundleId: BATCH, items: [] }))).toBe('400 request.malformed');
    expect(codeOf(await adapter.call('POST', '/api/bundles', { token: tokens['clerk-1'], body: { items: [item] } }))).toBe('400 idempotency.key-missing');
    expect(await statusOf(id)).toBe('open');
  });

  it('tells an approver who has not declared to do so, and shows them nobody before', async () => {
    const ids = await some(2);
    const { bundleId } = await answered(ids);
    const as = { token: tokens['newcomer'], declares: false };
    expect(codeOf(await adapter.call('GET', `/api/bundles/${bundleId}`, as))).toBe('409 declaration.missing');
    const told = await adapter.call('POST', '/api/approvals', { ...as, key: randomUUID(), body: { bundleId } });
    expect(outcomes(told)).toEqual(['declaration.missing', 'declaration.missing']);
  });

  it('puts on record whose names are shown, before they are', async () => {
    const [id = ''] = await some(1);
    await review([id], 'clerk-2');
    const { bundleId } = await answered([id]);
    await adapter.call('GET', `/api/bundles/${bundleId}`, { token: tokens['approver-2'] });
    const { body } = await adapter.call('GET', `/api/items/${id}/access?limit=50`, { token: tokens['auditor'] });
    const recorded = (body as unknown as { items: { by: string; operation: string; fields: string[] }[] }).items;
    expect(recorded).toContainEqual(expect.objectContaining({ by: 'clerk-2', operation: 'reviewMany', fields: ['person.name'] }));
    expect(recorded).toContainEqual(expect.objectContaining({ by: 'approver-2', operation: 'readBundle', fields: ['person.name', 'submission'] }));
  });

  it('lets nobody act who is absent, and takes over from who is', async () => {
    const [id = ''] = await some(1);
    await command(id, 'claim', 'clerk-2');
    const day = 86_400_000;
    const [from, until] = [adapter.clock.now(), adapter.clock.now() + day].map((at) => new Date(at).toISOString());
    const granted = await post('/api/delegations', 'head', { of: { id: 'clerk-2', name: '试例clerk-2' }, ground: 'absence', from, until, reason: '公差' });
    expect(granted.status).toBeLessThan(400);
    expect(codeOf(await post('/api/bundles', 'clerk-2', { items: [{ requestId: id, seq: 1 }] }))).toBe('403 staff.absent');
    expect((await answered([id])).outcomes.map(said)).toEqual(['done submitted']);
  });
});
