import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkItemPage, WorkItemView } from '@lianshen/contracts/api';
import type { Request, Verdict } from '@lianshen/contracts/messages';
import { startAdapter, type AdapterUnderTest, type Answered } from '../agency-adapter.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { ResendNonAnswers } from '../reply/resend-non-answers.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const DAY = 86_400_000;
const FLAG = {
  category: '列入失信',
  findings: [{ facts: '试例：未履行生效判决', basis: 'dishonest-debtors', article: '第一条', evidenceLevel: 'verified', heard: 'not-heard' }],
};

describe('the worklist of an agency over real NATS and MongoDB', () => {
  let adapter: AdapterUnderTest;
  let keys = 0;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    adapter = await startAdapter(MONDAY);
    const { issuer } = adapter;
    for (const id of ['clerk-1', 'clerk-2']) tokens[id] = issuer.token(id, ['clerk'], 'court');
    for (const id of ['approver-1', 'approver-2']) tokens[id] = issuer.token(id, ['approver'], 'court');
    tokens['head'] = issuer.token('head', ['agencyHead'], 'court');
    tokens['auditor'] = issuer.token('auditor', ['auditor'], 'court');
    tokens['both'] = issuer.token('both', ['clerk', 'approver'], 'court');
    tokens['elsewhere'] = issuer.token('elsewhere', ['clerk', 'approver', 'agencyHead'], 'audit');
    tokens['nowhere'] = issuer.token('nowhere', ['clerk'], undefined);
    tokens['officer'] = issuer.token('officer', ['officer'], 'court');
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  const view = ({ body }: Answered): WorkItemView => body as never;
  const at = (requestId: string, path = ''): string => `/api/items/${requestId}${path}`;
  const read = (requestId: string, who = 'clerk-1') => adapter.call('GET', at(requestId), { token: tokens[who] });
  const post = (requestId: string, path: string, who: string, body?: object, key = `command-${keys++}`) => adapter.call('POST', at(requestId, path), { token: tokens[who], key, ...(body ? { body } : {}) });
  const save = async (requestId: string, form: object, who = 'clerk-1', ifMatch?: string) =>
    adapter.call('PUT', at(requestId, '/draft'), { token: tokens[who], body: form, ifMatch: ifMatch ?? (await read(requestId)).etag });
  const submit = async (requestId: string, who = 'clerk-1', key = `command-${keys++}`) => adapter.call('POST', at(requestId, '/submission'), { token: tokens[who], key, ifMatch: (await read(requestId)).etag });
  const approve = (requestId: string, who = 'approver-1', submission = 1, key?: string) => post(requestId, '/approval', who, { submission }, key);
  const codeOf = ({ status, body }: Answered) => `${status} ${body.code ?? ''}`.trim();
  const list = async (query: string, who = 'clerk-1') => (await adapter.call('GET', `/api/items?${query}`, { token: tokens[who] })).body as unknown as WorkItemPage;
  const when = (requestId: string, what: string, is: (item: WorkItemView) => boolean) => eventually(what, async () => view(await read(requestId)), is);

  async function arrived(changed: Partial<Request> = {}): Promise<string> {
    const { requestId } = await adapter.request(changed);
    await eventually('an item', () => read(requestId), ({ status }) => status === 200);
    return requestId;
  }

  /** An item whose answer waits for approval. */
  async function submitted(form: object = { category: '无', findings: [] }): Promise<string> {
    const requestId = await arrived();
    await post(requestId, '/claim', 'clerk-1');
    await save(requestId, form);
    expect(codeOf(await submit(requestId))).toBe('200');
    return requestId;
  }

  const verdictsOf = (requestId: string) => adapter.coordinator.repliesTo('verdict', requestId);
  const verdictOf = async (requestId: string): Promise<{ data: Verdict; payloadHash: string }> =>
    (await eventually('a verdict', async () => verdictsOf(requestId), (all) => all.length > 0)).at(-1) as never;

  async function file(requestId: string): Promise<void> {
    const { data, payloadHash } = await verdictOf(requestId);
    await adapter.coordinator.send('filed', { verdicts: [{ requestId, version: data.version, verdictHash: payloadHash }] });
    await when(requestId, 'filed', ({ status }) => status === 'filed');
  }

  it('is closed to everybody but its own staff in their roles', async () => {
    const requestId = await arrived();
    expect(codeOf(await adapter.call('GET', '/api/items'))).toBe('401 identity.token-missing');
    for (const who of ['elsewhere', 'nowhere', 'officer']) {
      expect(codeOf(await read(requestId, who))).toBe('403 identity.not-permitted');
      expect(codeOf(await adapter.call('GET', '/api/items', { token: tokens[who] }))).toBe('403 identity.not-permitted');
      expect(codeOf(await post(requestId, '/claim', who))).toBe('403 identity.not-permitted');
    }
    expect(codeOf(await approve(requestId, 'clerk-1'))).toBe('403 identity.not-permitted');
    expect(codeOf(await post(requestId, '/claim', 'approver-1'))).toBe('403 identity.not-permitted');
    expect(codeOf(await post(requestId, '/recusal', 'approver-1', { reason: '试例' }))).toBe('403 identity.not-permitted');
    expect(codeOf(await read('4bf3e11b-67ee-8ad2-bedb-4760216e92d1.court.1'))).toBe('404 item.unknown');
    expect(codeOf(await read('none'))).toBe('400 request.malformed');
  });

  it('takes an answer from a clerk to a signed verdict by a second person', async () => {
    const requestId = await submitted(FLAG);
    const waiting = view(await read(requestId, 'approver-1'));
    expect(waiting).toMatchObject({ status: 'submitted', submission: { number: 1, by: 'clerk-1', approversMin: 1, answer: { code: 'OBJECT', category: '列入失信' } } });
    expect(view(await approve(requestId))).toMatchObject({ status: 'answered', submission: null, draft: null, claim: null, verdict: { version: 1, code: 'OBJECT' } });
    const { data } = await verdictOf(requestId);
    expect(data).toMatchObject({
      code: 'OBJECT', category: '列入失信', mode: 'human', clerk: { id: 'clerk-1', name: '试例clerk-1' }, approvers: [{ id: 'approver-1', name: '试例approver-1' }],
      findings: [{ facts: '试例：未履行生效判决', basis: '《最高人民法院关于公布失信被执行人名单信息的若干规定》第一条', evidenceLevel: 'verified', heard: 'not-heard' }],
    });
    await file(requestId);
    const history = view(await read(requestId)).history.map(({ event, by }) => `${event} ${by.id}`);
    expect(history).toEqual(['RequestReceived intake', 'ItemClaimed clerk-1', 'AnswerSubmitted clerk-1', 'AnswerApproved approver-1', 'VerdictSigned approver-1', 'VerdictFiled coordinator']);
    expect(await adapter.mongo.collection('drafts').countDocuments({ _id: requestId as never })).toBe(0);
  });

  it('never lets the clerk sign, whatever roles they have', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'both');
    await save(requestId, { category: '无' }, 'both');
    await submit(requestId, 'both');
    expect(codeOf(await approve(requestId, 'both'))).toBe('403 approval.four-eyes');
    expect(codeOf(await post(requestId, '/return', 'both', { submission: 1, reason: '试例' }))).toBe('403 approval.four-eyes');
    expect(codeOf(await approve(requestId, 'head'))).toBe('200');
  });

  it('never lets sign who filled in the form and had a colleague submit it', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'both');
    await save(requestId, { category: '无' }, 'both');
    expect(codeOf(await adapter.call('DELETE', at(requestId, '/claim'), { token: tokens['both'], key: `command-${keys++}` }))).toBe('200');
    await post(requestId, '/claim', 'clerk-1');
    await submit(requestId, 'clerk-1');
    expect(codeOf(await approve(requestId, 'both'))).toBe('403 approval.four-eyes');
    expect(codeOf(await approve(requestId, 'approver-1'))).toBe('200');
  });

  it('records who reads of a person, which fields and for which task, and shows it to the head and the auditor alone', async () => {
    const requestId = await arrived();
    const lookers = async (who = 'auditor') => adapter.call('GET', at(requestId, '/access'), { token: tokens[who] });
    const lines = async () => (await lookers()).body['items'] as unknown as { by: string; operation: string; task: string | null; fields: string[] }[];
    const before = (await lines()).length;
    // The list may be a moment behind, and the item on a later page: those of the specs before are open, too.
    const isListed = async (page: WorkItemPage): Promise<boolean> =>
      page.items.some((item) => item.requestId === requestId) || (page.next !== null && isListed(await list(`limit=50&cursor=${page.next}`, 'clerk-2')));
    await eventually('it is listed', async () => isListed(await list('limit=50', 'clerk-2')), (listed) => listed);
    await read(requestId, 'clerk-2');
    await read(requestId, 'clerk-2');
    expect((await lines()).slice(before)).toMatchObject([
      { by: 'clerk-2', operation: 'listItems', task: 'open', fields: ['person.name'] },
      { by: 'clerk-2', operation: 'readItem', task: 'open', fields: expect.arrayContaining(['person.name', 'person.identityNumber']) },
    ]);
    expect(JSON.stringify((await lookers('head')).body)).not.toMatch(/试例|990101/);
    for (const who of ['clerk-1', 'approver-1', 'elsewhere', 'officer']) expect(codeOf(await lookers(who))).toBe('403 identity.not-permitted');
    await adapter.coordinator.send('recall', { requestId });
    await when(requestId, 'recalled', ({ status }) => status === 'recalled');
    await read(requestId, 'approver-2');
    expect((await lines()).at(-1)).toMatchObject({ by: 'approver-2', operation: 'readItem', task: null });
    await eventually('the head sees it', async () => (await list('status=recalled&limit=50', 'head')).items.map((item) => item.requestId), (recalled) => recalled.includes(requestId));
    expect((await list('status=recalled&limit=50')).items).toEqual([]);
  });

  it('shows by which rule the due time was counted, where the request says it', async () => {
    const [named, before] = [await arrived({ counting: 'first' }), await arrived()];
    expect(view(await read(named)).request).toMatchObject({ counting: 'first' });
    expect(view(await read(before)).request).not.toHaveProperty('counting');
  });

  it('asks for as many signatures as the request says', async () => {
    const requestId = await arrived({ approversMin: 2 });
    await post(requestId, '/claim', 'clerk-1');
    await save(requestId, { category: '无' });
    await submit(requestId);
    expect(view(await approve(requestId))).toMatchObject({ status: 'submitted', submission: { approvals: [{ by: 'approver-1' }] } });
    expect(view(await approve(requestId, 'approver-2'))).toMatchObject({ status: 'answered' });
    expect((await verdictOf(requestId)).data.approvers).toHaveLength(2);
  });

  it('lets one clerk at a time work on an item, and the head take it from them', async () => {
    const requestId = await arrived();
    const claims = await Promise.all(['clerk-1', 'clerk-2'].map((who) => post(requestId, '/claim', who)));
    expect(claims.map(codeOf).sort()).toEqual(['200', '409 item.claimed']);
    const [owner, other] = claims[0]?.status === 200 ? ['clerk-1', 'clerk-2'] : ['clerk-2', 'clerk-1'];
    expect(codeOf(await save(requestId, { category: '无' }, other))).toBe('409 item.claimed');
    expect(codeOf(await submit(requestId, other))).toBe('409 item.claimed');
    const release = (who: string | undefined) => adapter.call('DELETE', at(requestId, '/claim'), { token: tokens[who ?? ''], key: `command-${keys++}` });
    expect(codeOf(await release(other))).toBe('409 item.claimed');
    expect(view(await release('head')).claim).toBeNull();
    expect(codeOf(await save(requestId, { category: '无' }, owner))).toBe('409 item.not-claimed');
    expect(view(await post(requestId, '/claim', other ?? '')).claim).toMatchObject({ by: other, name: `试例${other}` });
  });

  it('keeps drafts outside the ledger and unreadable, and refuses a form of an older version', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'clerk-1');
    const { etag } = await read(requestId);
    expect(codeOf(await adapter.call('PUT', at(requestId, '/draft'), { token: tokens['clerk-1'], body: { category: '无' } }))).toBe('428 draft.if-match-missing');
    const seqs = await adapter.mongo.collection('ledger').countDocuments({ _id: new RegExp(`^item/${requestId}/`) as never });
    const saved = await save(requestId, FLAG, 'clerk-1', etag);
    expect(view(saved).draft).toMatchObject({ form: FLAG, savedBy: 'clerk-1' });
    expect(codeOf(await save(requestId, { category: '无' }, 'clerk-1', etag))).toBe('412 draft.stale');
    // The very same form again is one whose answer got lost.
    expect((await save(requestId, FLAG, 'clerk-1', etag)).etag).toBe(saved.etag);
    const races = await Promise.all(['无', '列入失信'].map((category) => save(requestId, { category }, 'clerk-1', saved.etag)));
    expect(races.map(codeOf).sort()).toEqual(['200', '412 draft.stale']);
    expect(await adapter.mongo.collection('ledger').countDocuments({ _id: new RegExp(`^item/${requestId}/`) as never })).toBe(seqs);
    const stored = JSON.stringify(await adapter.mongo.collection('drafts').findOne({ _id: requestId as never }));
    expect(Buffer.from(stored).toString('utf8')).not.toMatch(/失信|试例/);
  });

  it('refuses to submit what is not complete and says what is missing', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'clerk-1');
    expect(codeOf(await submit(requestId))).toBe('409 draft.missing');
    for (const [form, code] of [
      [{}, '422 form.category-missing'],
      [{ category: '查无此类' }, '422 form.category-unknown'],
      [{ category: '列入失信' }, '422 form.flag-without-finding'],
      [{ category: '列入失信', findings: [{ ...FLAG.findings[0], basis: undefined }] }, '422 form.finding-incomplete'],
      [{ ...FLAG, category: '无' }, '422 form.clear-with-findings'],
    ] as const) {
      await save(requestId, form);
      expect(codeOf(await submit(requestId))).toBe(code);
    }
    expect(codeOf(await save(requestId, { ...FLAG, code: 'CLEAR' }))).toBe('400 request.malformed');
    expect(codeOf(await save(requestId, { ...FLAG, findings: [{ ...FLAG.findings[0], basis: 'hearsay' }] }))).toBe('400 request.malformed');
  });

  it('sends an answer back to the clerk with the reason, and the draft is still there', async () => {
    const requestId = await submitted(FLAG);
    expect(codeOf(await post(requestId, '/claim', 'clerk-2'))).toBe('409 item.claimed');
    expect(view(await post(requestId, '/return', 'approver-1', { submission: 1, reason: '请补充案号' }))).toMatchObject({ status: 'open', returned: { submission: 1, by: 'approver-1', reason: '请补充案号' }, draft: { form: FLAG } });
    expect(codeOf(await approve(requestId))).toBe('409 submission.none');
    await submit(requestId);
    expect(codeOf(await approve(requestId, 'approver-1', 1))).toBe('409 submission.differs');
    expect(view(await post(requestId, '/withdrawal', 'clerk-1', { submission: 2 })).status).toBe('open');
    await submit(requestId);
    expect(codeOf(await approve(requestId, 'approver-1', 3))).toBe('200');
  });

  it('answers a repeated key the same and does nothing a second time', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'clerk-1', undefined, 'same-key-claim');
    await save(requestId, { category: '无' });
    const { etag } = await read(requestId);
    const once = () => adapter.call('POST', at(requestId, '/submission'), { token: tokens['clerk-1'], key: 'same-key-submit', ifMatch: etag });
    const first = await once();
    const again = await once();
    expect(codeOf(first)).toBe('200');
    expect(again.body).toEqual(first.body);
    await post(requestId, '/withdrawal', 'clerk-1', { submission: 1 });
    expect(view(await once()).submission).toBeNull();
    expect(codeOf(await post(requestId, '/claim', 'clerk-1', undefined, 'short'))).toBe('400 request.malformed');
  });

  it('signs one verdict when two persons approve at once', async () => {
    const requestId = await submitted();
    const both = await Promise.all(['approver-1', 'approver-2'].map((who) => approve(requestId, who)));
    expect(both.map(codeOf).sort()).toEqual(['200', '409 item.answered']);
    await verdictOf(requestId);
    expect(view(await read(requestId)).history.filter(({ event }) => event === 'VerdictSigned')).toHaveLength(1);
  });

  it('closes at a recall: the draft is destroyed and the approval is refused', async () => {
    const requestId = await submitted(FLAG);
    await adapter.coordinator.send('recall', { requestId });
    await when(requestId, 'recalled', ({ status }) => status === 'recalled');
    expect(codeOf(await approve(requestId))).toBe('409 item.recalled');
    expect(codeOf(await post(requestId, '/claim', 'clerk-2'))).toBe('409 item.recalled');
    await eventually('no draft', () => adapter.mongo.collection('drafts').countDocuments({ _id: requestId as never }), (count) => count === 0);
    expect(verdictsOf(requestId)).toEqual([]);
  });

  it('either signs or closes when an approval and a recall meet, and never both', async () => {
    for (let round = 0; round < 4; round++) {
      const requestId = await submitted();
      const [, approval] = await Promise.all([adapter.coordinator.send('recall', { requestId }), new Promise((resolve) => setTimeout(resolve, round)).then(() => approve(requestId))]);
      const item = await when(requestId, 'settled', ({ status }) => status === 'recalled' || status === 'answered');
      expect(codeOf(approval)).toBe(item.status === 'answered' ? '200' : '409 item.recalled');
      expect(item.verdict === null).toBe(item.status === 'recalled');
    }
  });

  it('corrects a filed answer by a new version of two persons, and the first one stays on record', async () => {
    const requestId = await submitted();
    await approve(requestId);
    expect(codeOf(await post(requestId, '/claim', 'clerk-2'))).toBe('409 item.answered');
    await file(requestId);
    await post(requestId, '/claim', 'clerk-2');
    await save(requestId, FLAG, 'clerk-2');
    expect(view(await submit(requestId, 'clerk-2'))).toMatchObject({ status: 'submitted', verdict: { version: 1, code: 'CLEAR' } });
    expect(view(await approve(requestId, 'approver-2', 2))).toMatchObject({ status: 'answered', verdict: { version: 2, code: 'OBJECT' } });
    const both = await eventually('two versions', async () => verdictsOf(requestId), (all) => new Set(all.map(({ data }) => data.version)).size === 2);
    expect(both.at(-1)?.data).toMatchObject({ version: 2, clerk: { id: 'clerk-2' }, approvers: [{ id: 'approver-2' }] });
    expect(view(await read(requestId)).history.filter(({ event }) => event === 'VerdictSigned').map(({ number }) => number)).toEqual([1, 2]);
  });

  it('corrects an answer that the coordinator rejected', async () => {
    const requestId = await submitted();
    await approve(requestId);
    const { payloadHash } = await verdictOf(requestId);
    await adapter.coordinator.send('rejected', { requestId, version: 1, verdictHash: payloadHash, code: 'verdict.approvers-too-few' });
    await when(requestId, 'rejected', ({ status, rejectedCode }) => status === 'rejected' && rejectedCode === 'verdict.approvers-too-few');
    await post(requestId, '/claim', 'clerk-1');
    await save(requestId, { category: '无' });
    await submit(requestId);
    expect(view(await approve(requestId, 'approver-1', 2)).verdict).toMatchObject({ version: 2 });
  });

  it('asks for more, waits, and binds what came into the verdict', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'clerk-1');
    expect(view(await post(requestId, '/questions', 'clerk-1', { question: '请提供曾用名' }))).toMatchObject({ status: 'waiting', question: { number: 1, text: '请提供曾用名' }, clock: { state: 'paused', deadlineVersion: 1 } });
    const [asked] = await eventually('the question', async () => adapter.coordinator.repliesTo('need-more', requestId), (all) => all.length > 0);
    expect(asked?.data).toEqual({ requestId, number: 1, clerk: { id: 'clerk-1', name: '试例clerk-1' }, question: '请提供曾用名' });
    await save(requestId, { category: '无' });
    expect(codeOf(await submit(requestId))).toBe('409 item.waiting');
    const dueAt = MONDAY + 9 * DAY;
    const hash = await adapter.coordinator.send('supplement', { requestId, number: 1, text: '无曾用名', nonce: 'B'.repeat(22), dueAt, deadlineVersion: 2 }, 2);
    const open = await when(requestId, 'open again', ({ status }) => status === 'open');
    expect(open).toMatchObject({ question: null, supplements: [{ number: 1, text: '无曾用名' }], dueAt: new Date(dueAt).toISOString(), draft: { form: { category: '无' } } });
    expect(open.clock).toMatchObject({ state: 'running', dueAt: new Date(dueAt).toISOString(), deadlineVersion: 2, pausedSince: null, entries: [{ event: 'started' }, { event: 'paused', number: 1 }, { event: 'resumed', number: 1 }] });
    await submit(requestId);
    await approve(requestId);
    expect((await verdictOf(requestId)).data.supplementHashes).toEqual([hash]);
  });

  it('sends a question again, with the same bytes, until it is answered', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'clerk-1');
    await post(requestId, '/questions', 'clerk-1', { question: '请提供曾用名' });
    const asked = () => adapter.coordinator.repliesTo('need-more', requestId);
    await eventually('the question', async () => asked(), (all) => all.length > 0);
    await eventually('its row', () => list('status=waiting&limit=50'), ({ items }) => items.some((item) => item.requestId === requestId));
    adapter.clock.moveTo(MONDAY + 61_000);
    // A publish that the server was slow to confirm may be seen twice as well, so it is asked what was sent.
    const before = asked().length;
    expect(await adapter.application.get(ResendNonAnswers).resend()).toBe(1);
    await eventually('the question again', async () => asked(), (all) => all.length > before);
    expect(new Set(asked().map(({ payloadHash }) => payloadHash)).size).toBe(1);
    await adapter.coordinator.send('supplement', { requestId, number: 1, text: '无', nonce: 'B'.repeat(22) });
    await when(requestId, 'answered', ({ status }) => status === 'open');
    adapter.clock.moveTo(MONDAY + 600_000);
    await eventually('its row', () => list('status=open&limit=50'), ({ items }) => items.some((item) => item.requestId === requestId));
    expect(await adapter.application.get(ResendNonAnswers).resend()).toBe(0);
    adapter.clock.moveTo(MONDAY);
  });

  it('asks for more time and follows what is decided', async () => {
    const requestId = await arrived();
    await post(requestId, '/claim', 'clerk-1');
    const until = new Date(MONDAY + 14 * DAY).toISOString();
    expect(codeOf(await post(requestId, '/extensions', 'clerk-1', { until: new Date(MONDAY).toISOString(), reason: '试例' }))).toBe('422 extension.not-later');
    await post(requestId, '/extensions', 'clerk-1', { until, reason: '案卷在外地' });
    await eventually('the wish', async () => adapter.coordinator.repliesTo('extension-asked', requestId), (all) => all.length > 0);
    await adapter.coordinator.send('extension-decided', { requestId, number: 1, grantedUntil: until, deadlineVersion: 2 });
    expect(await when(requestId, 'granted', ({ dueAt }) => dueAt === until)).toMatchObject({ extensions: [{ number: 1, decided: true, grantedUntil: until }] });
  });

  it('is told that its due time has moved, keeps both values, and goes on where the longest pause is over', async () => {
    const requestId = await arrived({ provisional: true, pauseMax: { workingDays: 2 } });
    expect(await when(requestId, 'open', ({ status }) => status === 'open')).toMatchObject({ provisional: true, formerDueAt: null });
    const former = (await when(requestId, 'there', () => true)).dueAt ?? '';
    const due = (days: number) => new Date(MONDAY + days * DAY).toISOString();
    await adapter.coordinator.send('deadline-moved', { requestId, because: 'recounted', dueAt: due(12), formerDueAt: former, provisional: false, deadlineVersion: 2 }, 2);
    expect(await when(requestId, 'recounted', ({ dueAt }) => dueAt === due(12))).toMatchObject({ provisional: false, formerDueAt: former });
    await post(requestId, '/claim', 'clerk-1');
    await post(requestId, '/questions', 'clerk-1', { question: '试例：任职起止时间？' });
    expect(await when(requestId, 'waiting', ({ status }) => status === 'waiting')).toMatchObject({ clock: { state: 'paused', pausedUntil: '2026-11-25T09:30:00.000Z' } });
    await adapter.coordinator.send('deadline-moved', { requestId, because: 'pause-ended', dueAt: due(13), formerDueAt: due(12), provisional: false, deadlineVersion: 3 });
    const item = await when(requestId, 'open again', ({ dueAt }) => dueAt === due(13));
    expect(item).toMatchObject({ status: 'open', formerDueAt: due(12), clock: { state: 'running', deadlineVersion: 3 } });
    expect(item.clock.entries.map(({ event }) => event)).toEqual(['started', 'recounted', 'paused', 'pause-ended']);
    await post(requestId, '/questions', 'clerk-1', { question: '试例：另请提供证明人' });
    expect(await when(requestId, 'waiting again', ({ status }) => status === 'waiting')).toMatchObject({ clock: { state: 'running' } });
    await adapter.coordinator.send('deadline-moved', { requestId, because: 'recounted', dueAt: due(9), formerDueAt: former, provisional: false, deadlineVersion: 2 });
    expect((await when(requestId, 'there', () => true)).dueAt).toBe(due(13));
  });

  it.each([['out-of-scope', '/out-of-scope', 'approver-1'], ['recused', '/recusal', 'head']] as const)('closes a request that is %s, and tells the coordinator', async (name, path, who) => {
    const requestId = await arrived();
    expect(view(await post(requestId, path, who, { reason: '试例事由' }))).toMatchObject({ status: 'declined', declined: name });
    const [said] = await eventually('the message', async () => adapter.coordinator.repliesTo(name, requestId), (all) => all.length > 0);
    expect(said?.data).toMatchObject({ number: 1, clerk: { id: who }, reason: '试例事由' });
    expect(codeOf(await post(requestId, '/claim', 'clerk-1'))).toBe('409 item.declined');
  });

  it('lists by state, by claim, by due time, a page at a time, with the name and nothing else of the person', async () => {
    const due = (days: number) => ({ dueAt: new Date(MONDAY + days * DAY).toISOString() });
    const ids = [await arrived(due(101)), await arrived(due(102)), await arrived(due(103))];
    await post(ids[1] ?? '', '/claim', 'clerk-2');
    const of = (page: WorkItemPage) => page.items.map(({ requestId }) => requestId).filter((id) => ids.includes(id));
    await eventually('rows', () => list('mine=true', 'clerk-2'), (page) => of(page).length === 1);
    expect(of(await list('mine=true', 'clerk-2'))).toEqual([ids[1]]);
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: WorkItemPage = await list(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      walked.push(...of(page));
      cursor = page.next;
    }
    expect(walked).toEqual(ids);
    const [line] = (await list(`dueBefore=${new Date(MONDAY + 101.5 * DAY).toISOString()}&limit=50`)).items.filter(({ requestId }) => requestId === ids[0]);
    expect(line).toMatchObject({ name: '试例甲', overdue: false, claimedBy: null });
    expect(JSON.stringify(line)).not.toContain('990101');
    expect(of(await list('status=filed'))).toEqual([]);
    expect(of(await list('overdue=true'))).toEqual([]);
    adapter.clock.moveTo(MONDAY + 102.5 * DAY);
    expect(of(await list('overdue=true&limit=50'))).toEqual([ids[0], ids[1]]);
    adapter.clock.moveTo(MONDAY);
    expect(codeOf(await adapter.call('GET', '/api/items?limit=51', { token: tokens['clerk-1'] }))).toBe('400 request.malformed');
  });

  it('leaves nothing behind in the dead letters, and no name or number in any row', async () => {
    const letters = await adapter.mongo.collection('dead_letters').find({}).toArray();
    expect(letters.map(({ reason }) => String(reason))).toEqual([]);
    const rows = JSON.stringify(await adapter.mongo.collection('work_items').find({}).toArray());
    expect(rows).not.toMatch(/试例|990101/);
    const bodies = (await adapter.mongo.collection('ledger').find({}).toArray()).map(({ body }) => Buffer.from((body as { buffer: Uint8Array }).buffer).toString('utf8'));
    expect(bodies.join('\n')).not.toMatch(/试例|990101|列入失信|曾用名/);
  });
});
