import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { OpenDeclarations, RecusalPage, WorkItemPage, WorkItemView } from '@lianshen/contracts/api';
import type { ReReview, Request, Verdict } from '@lianshen/contracts/messages';
import { startAdapter, type AdapterUnderTest, type Answered } from '../agency-adapter.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const HOUR = 3_600_000;
const NUMBER = '990101198001010014';
const RELATIVE = { relation: 'spouse', name: '试例甲', identityNumber: NUMBER };

const newBatch = (): string => {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};

describe('recusal at an agency, over real NATS and MongoDB', () => {
  let adapter: AdapterUnderTest;
  let keys = 0;
  const ROLES: Record<string, string[]> = {
    'clerk-1': ['clerk'], 'clerk-2': ['clerk'], 'clerk-3': ['clerk'], 'approver-1': ['approver'], 'approver-2': ['approver'], head: ['agencyHead'], superior: ['superior'], auditor: ['auditor'],
  };

  beforeAll(async () => {
    adapter = await startAdapter(MONDAY);
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  const token = (who: string) => adapter.issuer.token(who, ROLES[who] ?? [], 'court');
  const call = (who: string, method: string, path: string, body?: object, ifMatch?: string): Promise<Answered> =>
    adapter.call(method, `/api${path}`, { token: token(who), key: `recusal-${keys++}`, declares: false, ...(body ? { body } : {}), ...(ifMatch ? { ifMatch } : {}) });
  const codeOf = ({ status, body }: Answered) => `${status} ${body.code ?? ''}`.trim();
  const item = (requestId: string, path = '') => `/items/${requestId}${path}`;
  const view = async (requestId: string, who: string): Promise<WorkItemView> => (await call(who, 'GET', item(requestId))).body as never;
  const declare = (who: string, batch: string, cases: readonly string[], body: object = {}) => call(who, 'PUT', `/declarations/${batch}`, { cases, ...body });
  const listed = async (who: string, query = 'limit=50') => ((await call(who, 'GET', `/items?${query}`)).body as unknown as WorkItemPage).items.map(({ requestId }) => requestId);

  /** A request of a new batch that has come, as a declaration sees it. */
  async function arrived(changed: Partial<Request> = {}): Promise<Request & { readonly batch: string }> {
    const request = await adapter.request({ batch: newBatch(), ...changed });
    const batch = request.batch ?? '';
    await eventually('a request', () => call('clerk-3', 'GET', `/declarations/${batch}`), ({ body }) => (body['cases'] as { caseId: string }[] | undefined)?.some(({ caseId }) => caseId === request.caseId) ?? false);
    return { ...request, batch };
  }

  /** One that these have declared for and may open. */
  async function declaredBy(...people: readonly string[]): Promise<Request & { readonly batch: string }> {
    const request = await arrived();
    for (const who of people) expect(codeOf(await declare(who, request.batch, [request.caseId]))).toBe('200');
    return request;
  }

  async function submit(requestId: string, who = 'clerk-1'): Promise<void> {
    await call(who, 'POST', item(requestId, '/claim'));
    const { etag } = await call(who, 'GET', item(requestId));
    const saved = await call(who, 'PUT', item(requestId, '/draft'), { category: '无' }, etag);
    expect(codeOf(await call(who, 'POST', item(requestId, '/submission'), undefined, saved.etag))).toBe('200');
  }

  const approve = (requestId: string, who: string, submission = 1) => call(who, 'POST', item(requestId, '/approval'), { submission });
  const verdictOf = async (requestId: string): Promise<Verdict> => (await eventually('a verdict', async () => adapter.coordinator.repliesTo('verdict', requestId), (all) => all.length > 0))[0]?.data as Verdict;
  const recusalsOf = async (who: string, caseId: string) => ((await call(who, 'GET', '/recusals?limit=50')).body as unknown as RecusalPage).items.filter((each) => each.caseId === caseId);
  const onRecord = (caseId: string, who = 'head') => eventually('the recusal in the list', () => recusalsOf(who, caseId), (items) => items.length > 0);

  it('lets nobody open a candidate, nor act, before they have declared for the batch', async () => {
    const { requestId, caseId, batch } = await arrived();
    for (const [who, method, path, body] of [['clerk-1', 'GET', ''], ['clerk-1', 'POST', '/claim'], ['approver-1', 'POST', '/approval', { submission: 1 }], ['head', 'POST', '/recusal', { reason: '试例' }]] as const) {
      const answered = await call(who, method, item(requestId, path), body);
      expect(codeOf(answered)).toBe('409 declaration.missing');
      expect(answered.body['params']).toEqual({ batch });
    }
    const open = ((await call('clerk-1', 'GET', '/declarations')).body as unknown as OpenDeclarations).batches;
    expect(open).toContainEqual({ batch, cases: 1 });
    expect((await declare('clerk-1', batch, [caseId])).body).toEqual({ batch, cases: [{ caseId, name: '试例甲', declared: true, recused: false, maybeRelated: false }] });
    expect(codeOf(await call('clerk-1', 'GET', item(requestId)))).toBe('200');
    expect(((await call('clerk-1', 'GET', '/declarations')).body as unknown as OpenDeclarations).batches.map((each) => each.batch)).not.toContain(batch);
  });

  it('asks again for a candidate who joins the batch later, and not for another round of the same', async () => {
    const first = await declaredBy('clerk-1');
    const later = await arrived({ batch: first.batch });
    expect(codeOf(await call('clerk-1', 'GET', item(later.requestId)))).toBe('409 declaration.missing');
    const again = await adapter.request({ ...first, requestId: `${first.caseId}.court.2`, round: 2 });
    await eventually('the next round', () => call('clerk-1', 'GET', item(again.requestId)), ({ status }) => status !== 404);
    expect(codeOf(await call('clerk-1', 'GET', item(again.requestId)))).toBe('200');
  });

  it('speaks of the cases of this batch alone', async () => {
    const { caseId, batch } = await arrived();
    const { caseId: another } = await arrived();
    expect(codeOf(await declare('clerk-1', batch, [another]))).toBe('422 declaration.case-not-listed');
    expect(codeOf(await declare('clerk-1', batch, [caseId], { related: [{ caseId: another, ground: 'spouse' }] }))).toBe('422 declaration.case-not-listed');
    expect(codeOf(await declare('clerk-1', newBatch(), [caseId]))).toBe('404 declaration.unknown');
    expect(codeOf(await declare('clerk-1', batch, [caseId], { related: [{ caseId, ground: 'ordered' }] }))).toBe('400 request.malformed');
    expect(codeOf(await declare('auditor', batch, [caseId]))).toBe('403 identity.not-permitted');
  });

  it('shuts out who is related: they can neither open, act, nor see the name in a list', async () => {
    const { requestId, caseId, batch } = await arrived();
    expect((await declare('approver-1', batch, [caseId], { related: [{ caseId, ground: 'affinity' }] })).body).toMatchObject({ cases: [{ name: null, recused: true }] });
    expect(codeOf(await call('approver-1', 'GET', item(requestId)))).toBe('403 recusal.recused');
    expect(codeOf(await approve(requestId, 'approver-1'))).toBe('403 recusal.recused');
    expect(await listed('approver-1')).not.toContain(requestId);
    expect(await listed('approver-2')).toContain(requestId);
    expect(await onRecord(caseId)).toMatchObject([{ person: { id: 'approver-1', name: '试例approver-1' }, source: 'declared', ground: 'affinity', head: false, lifted: null }]);
    expect(codeOf(await declare('approver-1', batch, [caseId]))).toBe('200');
    expect(codeOf(await call('approver-1', 'GET', item(requestId)))).toBe('403 recusal.recused');
  });

  it('asks for a substitute when the clerk turns out to be related; the substitute signs, and how long it took is on record', async () => {
    const { requestId, caseId, batch } = await declaredBy('clerk-1', 'clerk-2', 'approver-1', 'head');
    await submit(requestId);
    await declare('clerk-1', batch, [caseId], { related: [{ caseId, ground: 'lineal' }] });
    const waiting = await eventually('the recusal in the item', () => view(requestId, 'approver-1'), ({ recusals }) => recusals.length > 0);
    expect(waiting).toMatchObject({ status: 'open', submission: null, claim: null, recusals: [{ person: 'clerk-1', needs: 'clerk', substitutedAt: null }] });
    expect(codeOf(await approve(requestId, 'approver-1'))).toBe('409 submission.none');
    expect(await eventually('the list for the head', () => listed('head', 'awaitsSubstitute=true'), (ids) => ids.includes(requestId))).toContain(requestId);
    expect(codeOf(await call('head', 'PUT', item(requestId, '/assignee'), { id: 'clerk-1', name: '试例clerk-1' }))).toBe('409 assignee.recused');
    adapter.clock.moveTo(MONDAY + 3 * HOUR);
    expect(codeOf(await call('head', 'PUT', item(requestId, '/assignee'), { id: 'clerk-2', name: '试例clerk-2' }))).toBe('200');
    // The form that the recused clerk had filled in is gone.
    expect((await view(requestId, 'clerk-2')).draft).toBeNull();
    await submit(requestId, 'clerk-2');
    expect(codeOf(await approve(requestId, 'approver-1', 2))).toBe('200');
    const { recusals } = await view(requestId, 'head');
    expect(recusals).toEqual([{ person: 'clerk-1', since: expect.any(String), needs: 'clerk', substitutedAt: expect.any(String), substitute: 'clerk-2' }]);
    expect(Date.parse(recusals[0]?.substitutedAt ?? '') - Date.parse(recusals[0]?.since ?? '')).toBe(3 * HOUR);
    expect(await verdictOf(requestId)).toMatchObject({ clerk: { id: 'clerk-2' }, approvers: [{ id: 'approver-1' }] });
    expect((await adapter.call('GET', '/metrics')).body['text']).toMatch(/^hub_items_awaiting_substitute(\{.*\})? 0$/m);
  });

  it('finds a relative that was declared once and for all by identity number, at opening and at assignment', async () => {
    expect(codeOf(await call('clerk-3', 'PUT', '/own-relations', { relatives: [{ ...RELATIVE, identityNumber: '990101198001010015' }], units: [] }))).toBe('422 identity.check-digit');
    expect((await call('clerk-3', 'PUT', '/own-relations', { relatives: [RELATIVE], units: [] })).body).toMatchObject({ relatives: [{ relation: 'spouse', withNumber: true }], units: [] });
    const { requestId, caseId, batch } = await declaredBy('head');
    expect((await declare('clerk-3', batch, [caseId])).body).toMatchObject({ cases: [{ name: null, recused: true }] });
    expect(codeOf(await call('clerk-3', 'GET', item(requestId)))).toBe('403 recusal.recused');
    expect(codeOf(await call('head', 'PUT', item(requestId, '/assignee'), { id: 'clerk-3', name: '试例clerk-3' }))).toBe('409 assignee.recused');
    const [found] = await onRecord(caseId);
    expect(found).toMatchObject({ person: { id: 'clerk-3' }, source: 'found', ground: 'spouse' });
    expect((await call('head', 'POST', `/recusals/${batch}/${found?.number}/lifting`, { reason: '试例：查明无关' })).status).toBe(200);
    expect((await call('clerk-3', 'GET', `/declarations/${batch}`)).body).toMatchObject({ cases: [{ name: '试例甲', recused: false }] });
    expect(codeOf(await call('clerk-3', 'GET', item(requestId)))).toBe('200');
    await call('clerk-3', 'PUT', '/own-relations', { relatives: [], units: [] });
  });

  it('asks whether a relative of the same name is the same person, where the number is not known', async () => {
    await call('clerk-3', 'PUT', '/own-relations', { relatives: [{ relation: 'collateral', name: '试 例甲' }], units: [] });
    const { requestId, caseId, batch } = await arrived();
    expect((await call('clerk-3', 'GET', `/declarations/${batch}`)).body).toMatchObject({ cases: [{ name: '试例甲', maybeRelated: true }] });
    expect(codeOf(await declare('clerk-3', batch, [caseId]))).toBe('409 declaration.namesake-unanswered');
    expect(codeOf(await declare('clerk-3', batch, [caseId], { namesakes: [caseId] }))).toBe('200');
    expect(codeOf(await call('clerk-3', 'GET', item(requestId)))).toBe('200');
    await call('clerk-3', 'PUT', '/own-relations', { relatives: [], units: [] });
  });

  it('finds the same unit within three years', async () => {
    await call('clerk-3', 'PUT', '/own-relations', { relatives: [], units: [{ name: '市试例局', until: '2024-01' }] });
    const { requestId, caseId, batch } = await arrived({ person: { name: '试例乙', employer: '市试例局' } });
    await declare('clerk-3', batch, [caseId]);
    expect(codeOf(await call('clerk-3', 'GET', item(requestId)))).toBe('403 recusal.recused');
    expect(await onRecord(caseId)).toMatchObject([{ ground: 'same-unit' }]);
    await call('clerk-3', 'PUT', '/own-relations', { relatives: [], units: [] });
  });

  it('keeps no name and no number of a relative, in whatever collection', async () => {
    await call('clerk-2', 'PUT', '/own-relations', { relatives: [{ relation: 'lineal', name: '试例独名', identityNumber: '990101197002020025' }], units: [] });
    for (const { name } of await adapter.mongo.listCollections()) {
      const text = JSON.stringify(await adapter.mongo.collection(name).find({}).toArray());
      expect(text).not.toMatch(/试例独名|990101197002020025/);
    }
    await call('clerk-2', 'PUT', '/own-relations', { relatives: [], units: [] });
  });

  it('has a verdict asked anew in which somebody counted who is found related later', async () => {
    const { requestId, caseId, batch } = await declaredBy('clerk-1', 'approver-1', 'head');
    await submit(requestId);
    await approve(requestId, 'approver-1');
    await verdictOf(requestId);
    await declare('approver-1', batch, [caseId], { related: [{ caseId, ground: 'interest' }] });
    const [said] = await eventually('a re-review', async () => adapter.coordinator.repliesTo('re-review', requestId), (all) => all.length > 0);
    expect(said?.data as ReReview).toEqual({ requestId, number: 1, reason: expect.any(String) });
    expect(await view(requestId, 'head')).toMatchObject({ reReviewOf: 1, recusals: [{ person: 'approver-1', needs: null }] });
    const next = await adapter.request({ requestId: `${caseId}.court.2`, caseId, batch, round: 2 });
    await eventually('the new request', () => call('head', 'GET', item(next.requestId)), ({ status }) => status === 200);
    expect(codeOf(await approve(next.requestId, 'approver-1'))).toBe('403 recusal.recused');
  });

  it('is ordered by the head where nobody declared, and taken back by the head with a reason, never by the person', async () => {
    const { requestId, caseId, batch } = await declaredBy('clerk-1', 'head');
    const order = { person: { id: 'clerk-1', name: '试例clerk-1' }, reason: '试例：群众反映' };
    expect(codeOf(await call('clerk-1', 'POST', item(requestId, '/recusals'), order))).toBe('403 identity.not-permitted');
    expect(codeOf(await call('head', 'POST', item(requestId, '/recusals'), { ...order, person: { id: 'head', name: '试例' } }))).toBe('403 recusal.of-oneself');
    expect((await call('head', 'POST', item(requestId, '/recusals'), order)).status).toBe(200);
    expect(codeOf(await call('clerk-1', 'GET', item(requestId)))).toBe('403 recusal.recused');
    const [{ number }] = (await onRecord(caseId)) as [RecusalPage['items'][number]];
    expect(codeOf(await call('superior', 'POST', `/recusals/${batch}/${number}/lifting`, { reason: '试例' }))).toBe('403 recusal.head-decides');
    expect((await call('head', 'POST', `/recusals/${batch}/${number}/lifting`, { reason: '试例：查明无关' })).status).toBe(200);
    expect(codeOf(await call('head', 'POST', `/recusals/${batch}/99/lifting`, { reason: '试例' }))).toBe('404 recusal.unknown');
    expect(codeOf(await call('clerk-1', 'GET', item(requestId)))).toBe('200');
    expect(await recusalsOf('head', caseId)).toMatchObject([{ source: 'ordered', lifted: { by: 'head', reason: '试例：查明无关' } }]);
  });

  it('takes the head’s own recusal to the superior, who names an acting head for the item and sees nothing of it', async () => {
    const { requestId, caseId, batch } = await declaredBy('clerk-1', 'clerk-2', 'approver-2');
    await declare('head', batch, [caseId], { related: [{ caseId, ground: 'collateral' }] });
    await call('clerk-1', 'POST', item(requestId, '/claim'));
    expect(codeOf(await call('head', 'PUT', item(requestId, '/assignee'), { id: 'clerk-2', name: '试例' }))).toBe('403 recusal.recused');
    const [recusal] = await onRecord(caseId, 'superior');
    expect(recusal).toMatchObject({ head: true, person: { id: 'head' } });
    expect(codeOf(await call('head', 'POST', `/recusals/${batch}/${recusal?.number}/lifting`, { reason: '试例' }))).toBe('403 recusal.of-oneself');
    expect(codeOf(await call('superior', 'GET', item(requestId)))).toBe('403 identity.not-permitted');
    expect(codeOf(await call('superior', 'GET', '/items'))).toBe('403 identity.not-permitted');
    const delegation = { of: { id: 'head', name: '试例head' }, to: { id: 'approver-2', name: '试例approver-2' }, role: 'agencyHead', ground: 'recusal', scope: { kind: 'item', requestId }, from: new Date(MONDAY).toISOString(), until: new Date(MONDAY + 100 * HOUR).toISOString(), reason: '试例：负责人回避' };
    expect(codeOf(await call('head', 'POST', '/delegations', delegation))).toBe('403 delegation.superior-decides');
    expect(codeOf(await call('superior', 'POST', '/delegations', delegation))).toBe('201');
    expect(codeOf(await call('approver-2', 'PUT', item(requestId, '/assignee'), { id: 'clerk-2', name: '试例clerk-2' }))).toBe('200');
    // What was lent is not lent on.
    expect(codeOf(await call('approver-2', 'POST', '/delegations', { ...delegation, of: { id: 'approver-2', name: '试例approver-2' }, to: { id: 'clerk-3', name: '试例clerk-3' } }))).toBe('403 identity.not-permitted');
    const other = await declaredBy('approver-2');
    expect(codeOf(await call('approver-2', 'PUT', item(other.requestId, '/assignee'), { id: 'clerk-2', name: '试例clerk-2' }))).toBe('403 identity.not-permitted');
  });

  it('lets a clerk sign in the place of an absent approver, and the verdict names both', async () => {
    const { requestId } = await declaredBy('clerk-1', 'clerk-2', 'approver-1');
    await submit(requestId);
    expect(codeOf(await approve(requestId, 'clerk-2'))).toBe('403 identity.not-permitted');
    const at = adapter.clock.now();
    const delegation = { of: { id: 'approver-1', name: '试例approver-1' }, to: { id: 'clerk-2', name: '试例clerk-2' }, role: 'approver', ground: 'absence', from: new Date(at).toISOString(), until: new Date(at + HOUR).toISOString(), reason: '试例：出差' };
    expect(codeOf(await call('clerk-1', 'POST', '/delegations', delegation))).toBe('403 identity.not-permitted');
    const granted = await call('head', 'POST', '/delegations', delegation);
    expect(granted.status).toBe(201);
    const [{ number }] = granted.body['items'] as unknown as [{ number: number }];
    expect(codeOf(await approve(requestId, 'approver-1'))).toBe('403 staff.absent');
    expect(codeOf(await approve(requestId, 'clerk-2'))).toBe('200');
    expect((await verdictOf(requestId)).approvers).toEqual([{ id: 'clerk-2', name: '试例clerk-2', onBehalfOf: { id: 'approver-1', name: '试例approver-1', ground: 'absence', delegation: number } }]);
    expect(codeOf(await call('head', 'POST', `/delegations/${number}/end`, { reason: '试例：返回' }))).toBe('200');
    const after = await declaredBy('clerk-1', 'clerk-2');
    await submit(after.requestId);
    expect(codeOf(await approve(after.requestId, 'clerk-2'))).toBe('403 identity.not-permitted');
  });

  it('lets somebody without a role of their own declare and sign while an approver’s powers are lent to them, take no recusal back, and neither afterwards', async () => {
    const { requestId, caseId, batch } = await declaredBy('clerk-1', 'clerk-3');
    await submit(requestId);
    const at = adapter.clock.now();
    const granted = await call('head', 'POST', '/delegations', { of: { id: 'head', name: '试例head' }, to: { id: 'auditor', name: '试例auditor' }, role: 'agencyHead', ground: 'absence', from: new Date(at).toISOString(), until: new Date(at + HOUR).toISOString(), reason: '试例：出差' });
    const [{ number }] = granted.body['items'] as unknown as [{ number: number }];
    expect(codeOf(await declare('auditor', batch, [caseId]))).toBe('200');
    expect(codeOf(await approve(requestId, 'auditor'))).toBe('200');
    expect(codeOf(await call('auditor', 'POST', `/recusals/${batch}/1/lifting`, { reason: '试例' }))).toBe('403 identity.not-permitted');
    expect(codeOf(await call('head', 'POST', `/delegations/${number}/end`, { reason: '试例：返回' }))).toBe('200');
    expect(codeOf(await declare('auditor', batch, [caseId]))).toBe('403 identity.not-permitted');
  });

  it('lets a colleague take over from a clerk who is absent, and nobody assign anything to them', async () => {
    const { requestId } = await declaredBy('clerk-1', 'clerk-2', 'head');
    await call('clerk-1', 'POST', item(requestId, '/claim'));
    expect(codeOf(await call('clerk-2', 'POST', item(requestId, '/claim')))).toBe('409 item.claimed');
    const at = adapter.clock.now();
    const absence = { of: { id: 'clerk-1', name: '试例clerk-1' }, ground: 'absence', from: new Date(at).toISOString(), until: new Date(at + HOUR).toISOString(), reason: '试例：休假' };
    expect(codeOf(await call('head', 'POST', '/delegations', absence))).toBe('201');
    expect(codeOf(await call('clerk-2', 'POST', item(requestId, '/claim')))).toBe('200');
    expect(codeOf(await call('head', 'PUT', item(requestId, '/assignee'), { id: 'clerk-1', name: '试例clerk-1' }))).toBe('409 assignee.absent');
    expect(codeOf(await call('head', 'POST', '/delegations', { ...absence, ground: 'workload' }))).toBe('400 request.malformed');
    adapter.clock.moveTo(at + HOUR);
    expect(codeOf(await call('head', 'PUT', item(requestId, '/assignee'), { id: 'clerk-1', name: '试例clerk-1' }))).toBe('200');
  });

  it('stands after a restart, and the ledger verifies', async () => {
    const { requestId, caseId, batch } = await declaredBy('clerk-2');
    await declare('clerk-1', batch, [caseId], { related: [{ caseId, ground: 'spouse' }] });
    await adapter.restart();
    expect(codeOf(await call('clerk-1', 'GET', item(requestId)))).toBe('403 recusal.recused');
    expect(codeOf(await call('clerk-2', 'GET', item(requestId)))).toBe('200');
    expect((await call('auditor', 'POST', '/ledger/verifications')).body).toMatchObject({ intact: true });
  });
});
