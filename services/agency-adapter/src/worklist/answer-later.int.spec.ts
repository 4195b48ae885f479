import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkItemView } from '@lianshen/contracts/api';
import type { Request } from '@lianshen/contracts/messages';
import { startAdapter, type AdapterUnderTest } from '../agency-adapter.spec-kit.js';
import { CONNECTOR, type Connector } from '../connectors/connector.js';
import { CLEAR, FLAGGED, TestLookUpService, UNDECIDED, type Asked } from '../connectors/http/look-up-service.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { StandingOrder } from '../reply/standing-order.js';
import { AnswerOpenItems } from './answer-open-items.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const ORDER = {
  id: 'order-1',
  agency: 'court',
  codes: ['CLEAR', 'OBJECT'],
  signers: [{ id: 'a', name: '试例经办', role: 'clerk' }, { id: 'b', name: '试例签发', role: 'approver' }],
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2027-01-01T00:00:00Z',
};
const FLAG = { category: '列入失信', findings: [{ facts: '试例：未履行生效判决', basis: 'dishonest-debtors', article: '第一条', evidenceLevel: 'verified', heard: 'not-heard' }] };

describe('an agency whose look-up service answers under a standing order, over real NATS, MongoDB and HTTP', () => {
  const service = new TestLookUpService();
  const tokens: Record<string, string> = {};
  let adapter: AdapterUnderTest;
  let keys = 0;

  const settings = () => ({ CONNECTOR: { kind: 'http' as const, service: service.settings({ timeoutMs: 4_000, attemptsMax: 1, breakAfter: 3, breakForMs: 200 }) } });

  beforeAll(async () => {
    await service.start();
    adapter = await startAdapter(MONDAY, { ...settings(), STANDING_ORDER_FILE: StandingOrder.parse(ORDER) });
    tokens['clerk'] = adapter.issuer.token('clerk-1', ['clerk'], 'court');
    tokens['approver'] = adapter.issuer.token('approver-1', ['approver'], 'court');
  }, 60_000);

  beforeEach(() => {
    service.react = () => CLEAR;
  });

  afterEach(() => adapter.application.get(AnswerOpenItems).idle());

  afterAll(async () => {
    await adapter.stop();
    await service.stop();
  }, 30_000);

  const at = (requestId: string, path = ''): string => `/api/items/${requestId}${path}`;
  const read = async (requestId: string): Promise<WorkItemView> => (await adapter.call('GET', at(requestId), { token: tokens['clerk'] })).body as never;
  const when = (requestId: string, what: string, is: (item: WorkItemView) => boolean) => eventually(what, () => read(requestId), (item) => item.requestId === requestId && is(item));
  const post = async (requestId: string, path: string, who: string, body?: object) => {
    const { status, body: answered } = await adapter.call('POST', at(requestId, path), { token: tokens[who], key: `command-${keys++}`, ...(body ? { body } : {}) });
    expect({ status, code: answered.code }).toEqual({ status: 200, code: undefined });
  };
  const verdictsOf = (requestId: string) => adapter.coordinator.repliesTo('verdict', requestId);
  const verdictOf = async (requestId: string) => (await eventually('a verdict', async () => verdictsOf(requestId), (all) => all.length > 0)).at(-1)?.data;
  const wasReceipted = (requestId: string): boolean => adapter.coordinator.replies.some(({ name, data }) => name === 'received' && (data['requestIds'] as string[]).includes(requestId));
  const eventsOf = ({ history }: WorkItemView): string[] => history.map(({ event, by }) => `${event} ${by.id}`);
  const figure = async (pattern: RegExp): Promise<number> => {
    const { port } = new URL(await adapter.application.getUrl());
    return Number(pattern.exec(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())?.[1] ?? 0);
  };
  const askedOf = ({ person }: Request): Asked[] => service.asked.filter(({ question }) => question.person.identityNumber === person.identityNumber);

  /** Somebody of their own, so that their look-ups can be told from those of others. */
  let people = 0;
  const somebody = (): Partial<Request> => ({ person: { name: '试例甲', identityNumber: `99010119800101${String(1_000 + people++)}` } });

  /** A clerk answers and an approver signs. */
  async function answerByHand(requestId: string, form: object): Promise<void> {
    await post(requestId, '/claim', 'clerk');
    const { etag } = await adapter.call('GET', at(requestId), { token: tokens['clerk'] });
    const saved = await adapter.call('PUT', at(requestId, '/draft'), { token: tokens['clerk'], body: form, ifMatch: etag });
    const submitted = await adapter.call('POST', at(requestId, '/submission'), { token: tokens['clerk'], key: `command-${keys++}`, ifMatch: saved.etag });
    expect(submitted.status).toBe(200);
    await post(requestId, '/approval', 'approver', { submission: 1 });
  }

  it('opens and receipts the item at once, and answers when the look-up has come', async () => {
    let answer: () => void = () => {};
    service.react = () => new Promise((resolve) => (answer = () => resolve(FLAGGED)));
    const request = await adapter.request(somebody());
    await eventually('a receipt', async () => wasReceipted(request.requestId), Boolean);
    await eventually('a look-up', async () => askedOf(request), (asked) => asked.length === 1);
    expect(askedOf(request)[0]?.question).toEqual({ person: request.person, categories: request.categories });
    expect(await read(request.requestId)).toMatchObject({ status: 'open', lookUp: { connector: 'http', outcome: 'pending' }, proposal: null });
    answer();
    expect(await verdictOf(request.requestId)).toMatchObject({
      code: 'OBJECT', category: '列入失信', mode: 'automatic', standingOrder: 'order-1', clerk: { id: 'a' }, approvers: [{ id: 'b' }],
      findings: [{ facts: '试例：未履行生效判决', basis: '试例第一条', evidenceLevel: 'verified' }],
    });
    const item = await when(request.requestId, 'answered', ({ status }) => status === 'answered');
    expect(eventsOf(item)).toEqual(['RequestReceived intake', 'VerdictSigned standing-order order-1']);
    expect(askedOf(request)).toHaveLength(1);
  });

  it('leaves to people whom the service has nothing to say of, with that beside the form, and asks once for many readings', async () => {
    service.react = () => UNDECIDED;
    const request = await adapter.request(somebody());
    await when(request.requestId, 'looked up', ({ lookUp }) => lookUp?.outcome === 'nothing-to-say');
    await Promise.all([read(request.requestId), read(request.requestId)]);
    expect(askedOf(request)).toHaveLength(1);
    expect(verdictsOf(request.requestId)).toEqual([]);
  });

  it('proposes what it found beside the form, with its source and time, where the order does not cover it', async () => {
    service.react = () => ({ json: { outcome: 'flagged', findings: [{ code: 'FLAG_VERIFYING', facts: '试例线索', basis: '试例第二条', evidenceLevel: 'under-verification' }], source: '试例系统' } });
    const request = await adapter.request(somebody());
    const item = await when(request.requestId, 'looked up', ({ proposal }) => proposal !== null);
    expect(item).toMatchObject({
      status: 'open',
      lookUp: { connector: 'http', outcome: 'found', source: '试例系统', obtainedAt: new Date(MONDAY).toISOString() },
      proposal: { code: 'FLAG_VERIFYING', category: '有未结涉诉', findings: [{ facts: '试例线索', evidenceLevel: 'under-verification', heard: 'not-heard' }] },
    });
  });

  it('guesses nothing from a bad answer, and answers when a good one comes', async () => {
    service.react = () => ({ json: { outcome: 'probably fine' } });
    const request = await adapter.request(somebody());
    const item = await when(request.requestId, 'told', ({ lookUp }) => lookUp?.outcome === 'unavailable');
    expect(item).toMatchObject({ status: 'open', proposal: null, lookUp: { code: 'look-up.answer-malformed' } });
    expect(item.lookUp?.sentence?.en).toContain('not as agreed');
    expect(verdictsOf(request.requestId)).toEqual([]);
    service.react = () => CLEAR;
    adapter.clock.moveTo(MONDAY + 6_000);
    expect(await verdictOf(request.requestId)).toMatchObject({ code: 'CLEAR', mode: 'automatic' });
    adapter.clock.moveTo(MONDAY);
  });

  it('waits while the service is away, leaves it alone, and answers everything when it is back', async () => {
    await service.stop();
    const requests = [];
    for (let each = 0; each < 6; each++) requests.push(await adapter.request(somebody()));
    for (const { requestId } of requests) await eventually('a receipt', async () => wasReceipted(requestId), Boolean);
    await eventually('an open circuit', () => figure(/hub_look_up_circuit\{[^}]*\} (\d)/), (state) => state === 2);
    expect(adapter.application.get<Connector>(CONNECTOR).health).toBe('failing');
    expect((await adapter.call('GET', '/health/ready')).status).toBe(200);
    expect((await read(requests[0]?.requestId ?? '')).lookUp?.outcome).toBe('unavailable');
    expect(await figure(/hub_look_ups_waiting\{[^}]*\} (\d+)/)).toBe(6);
    await service.start();
    for (const { requestId } of requests) expect(await verdictOf(requestId)).toMatchObject({ code: 'CLEAR', mode: 'automatic' });
    expect(await figure(/hub_look_up_circuit\{[^}]*\} (\d)/)).toBe(0);
  });

  it('is silent about an item that was recalled while it was looked up', async () => {
    let answer: () => void = () => {};
    service.react = () => new Promise((resolve) => (answer = () => resolve(CLEAR)));
    const request = await adapter.request(somebody());
    await eventually('a look-up', async () => askedOf(request), (asked) => asked.length === 1);
    await adapter.coordinator.send('recall', { requestId: request.requestId });
    await when(request.requestId, 'recalled', ({ status }) => status === 'recalled');
    answer();
    await adapter.application.get(AnswerOpenItems).idle();
    expect(eventsOf(await read(request.requestId))).toEqual(['RequestReceived intake', 'ItemRecalled coordinator']);
    expect(verdictsOf(request.requestId)).toEqual([]);
  });

  it('keeps its hands off an item that a person has taken while it was looked up, even when they give it back', async () => {
    let answer: () => void = () => {};
    service.react = () => new Promise((resolve) => (answer = () => resolve(CLEAR)));
    const request = await adapter.request(somebody());
    await eventually('a look-up', async () => askedOf(request), (asked) => asked.length === 1);
    await post(request.requestId, '/claim', 'clerk');
    answer();
    await adapter.application.get(AnswerOpenItems).idle();
    expect((await adapter.call('DELETE', at(request.requestId, '/claim'), { token: tokens['clerk'], key: `command-${keys++}` })).status).toBe(200);
    const openItems = adapter.application.get(AnswerOpenItems);
    openItems.takeUpAll();
    await openItems.turn();
    await openItems.idle();
    expect(eventsOf(await read(request.requestId))).toEqual(['RequestReceived intake', 'ItemClaimed clerk-1', 'ItemReleased clerk-1']);
    expect(verdictsOf(request.requestId)).toEqual([]);
  });

  it('answers after a start what was open when the process died', async () => {
    service.react = () => 'hang';
    const request = await adapter.request(somebody());
    await eventually('a look-up', async () => askedOf(request), (asked) => asked.length === 1);
    service.react = () => CLEAR;
    await adapter.restart();
    expect(await verdictOf(request.requestId)).toMatchObject({ code: 'CLEAR', mode: 'automatic' });
    expect(eventsOf(await when(request.requestId, 'answered', ({ status }) => status === 'answered'))).toEqual(['RequestReceived intake', 'VerdictSigned standing-order order-1']);
  });

  describe('of whose answers all are drawn', () => {
    beforeAll(() => adapter.restart({ STANDING_ORDER_FILE: StandingOrder.parse({ ...ORDER, id: 'order-2', checkOneIn: 1 }) }), 30_000);

    async function drawn(): Promise<Request> {
      const request = await adapter.request(somebody(), 3);
      await when(request.requestId, 'drawn', (item) => item.drawn !== null);
      return request;
    }

    it('waits for a person with the proposal beside it, through redelivery and restart, whatever the order says then', async () => {
      const request = await drawn();
      await adapter.restart({ STANDING_ORDER_FILE: StandingOrder.parse(ORDER) });
      await adapter.application.get(AnswerOpenItems).turn();
      await adapter.application.get(AnswerOpenItems).idle();
      const item = await read(request.requestId);
      expect(item).toMatchObject({ status: 'open', proposal: { code: 'CLEAR' }, drawn: { standingOrder: 'order-2', oneIn: 1, agrees: null, sameWording: null } });
      expect(eventsOf(item)).toEqual(['RequestReceived intake', 'DrawnForChecking standing-order order-2']);
      expect(verdictsOf(request.requestId)).toEqual([]);
      await adapter.restart({ STANDING_ORDER_FILE: StandingOrder.parse({ ...ORDER, id: 'order-2', checkOneIn: 1 }) });
    });

    it.each([
      ['agrees', { category: '无', findings: [] }, { agrees: true, sameWording: true }],
      ['differs', FLAG, { agrees: false, sameWording: false }],
    ] as const)('records that the answer of a person %s', async (outcome, form, comparison) => {
      const { requestId } = await drawn();
      const counted = () => figure(new RegExp(`hub_standing_order_checks_total\\{outcome="${outcome}",[^}]*\\} (\\d+)`));
      const before = await counted();
      await answerByHand(requestId, form);
      expect(await verdictOf(requestId)).toMatchObject({ mode: 'human', clerk: { id: 'clerk-1' } });
      const item = await read(requestId);
      expect(item.drawn).toMatchObject(comparison);
      expect(eventsOf(item).at(-1)).toBe('AnswerCompared approver-1');
      expect(await counted()).toBe(before + 1);
    });
  });

  it('leaves no dead letter, and nobody’s name, number or finding in clear', async () => {
    expect(await adapter.mongo.collection('dead_letters').countDocuments()).toBe(0);
    const bodies = (await adapter.mongo.collection('ledger').find({}).toArray()).map(({ body }) => Buffer.from((body as { buffer: Uint8Array }).buffer).toString('utf8'));
    const rows = JSON.stringify(await adapter.mongo.collection('work_items').find({}).toArray());
    expect(`${bodies.filter((body) => !body.includes('StandingOrderRecorded')).join('\n')}${rows}`).not.toMatch(/试例|990101|列入失信/);
  });
});
