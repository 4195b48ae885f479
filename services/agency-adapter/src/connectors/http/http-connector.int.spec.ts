import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { LookUpQuestion } from '@lianshen/contracts/look-up';
import { createLog, createMetrics } from '@lianshen/platform/telemetry';
import { HttpConnector } from './http-connector.js';
import { CLEAR, FLAGGED, TestLookUpService, type Reaction } from './look-up-service.spec-kit.js';
import type { LookUpSettings } from './look-up-settings.js';
import { TestAuthority } from './test-certificates.spec-kit.js';

const QUESTION: LookUpQuestion = { person: { name: '试例甲', identityNumber: '990101198001010014' }, categories: { 无: 'CLEAR', 有未结涉诉: 'FLAG_VERIFYING', 列入失信: 'OBJECT', 限高: 'OBJECT' } };
const MINUTE_MS = 60_000;
const finding = { code: 'OBJECT', facts: '试例事由', basis: '试例第一条', evidenceLevel: 'verified' };

describe('the connector to a look-up service', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function aService(tls?: ConstructorParameters<typeof TestLookUpService>[0]): Promise<TestLookUpService> {
    const service = await new TestLookUpService(tls).start();
    ends.push(() => service.stop());
    return service;
  }

  function connectorTo(service: TestLookUpService, changed: Partial<LookUpSettings> = {}) {
    const metrics = createMetrics('test');
    const connector = new HttpConnector(service.settings(changed), { clock: { now: () => Date.now() }, log: createLog('test', 'silent'), metrics, random: () => 0 });
    ends.push(() => connector.close());
    const lookUp = async () => {
      const found = await connector.lookUp(QUESTION);
      return found.outcome === 'unavailable' ? found.code : found.outcome === 'found' ? found.code : found.outcome;
    };
    return { connector, metrics, lookUp };
  }

  /** Reacts with each of these in turn, and with the last one from then on. */
  const inTurn = (service: TestLookUpService, ...reactions: Reaction[]) => {
    let turn = 0;
    service.react = () => reactions[Math.min(turn++, reactions.length - 1)] as Reaction;
  };

  it('asks with what the agency may see and the wordings, in the body alone, and says who asks', async () => {
    const service = await aService();
    expect(await connectorTo(service).lookUp()).toBe('CLEAR');
    expect(service.asked).toEqual([{ url: 'POST /base/look-ups', authorization: 'Bearer a-token', question: QUESTION }]);
  });

  it('takes the wording and the source that the service chose', async () => {
    const service = await aService();
    service.react = () => ({ json: { outcome: 'flagged', findings: [finding], category: '限高', source: '试例系统' } });
    expect(await connectorTo(service).connector.lookUp(QUESTION)).toMatchObject({ outcome: 'found', code: 'OBJECT', category: '限高', source: '试例系统' });
  });

  it.each<[string, Reaction]>([
    ['no JSON', { text: '<html>' }],
    ['an empty object', { json: {} }],
    ['an outcome that nobody agreed on', { json: { outcome: 'fine' } }],
    ['a flag without findings', { json: { outcome: 'flagged', findings: [] } }],
    ['a finding without a basis', { json: { outcome: 'flagged', findings: [{ ...finding, basis: '' }] } }],
    ['a finding that is clear', { json: { outcome: 'flagged', findings: [{ ...finding, code: 'CLEAR' }] } }],
    ['clear with findings', { json: { outcome: 'clear', findings: [finding] } }],
    ['a field that nobody agreed on', { json: { outcome: 'clear', note: '试例' } }],
    ['a wording that was not offered', { json: { outcome: 'clear', category: '查无此类' } }],
    ['a wording of another code', { json: { outcome: 'flagged', findings: [finding], category: '有未结涉诉' } }],
    ['the name of a method as its wording', { json: { outcome: 'clear', category: 'toString' } }],
    ['more facts than a verdict holds', { json: { outcome: 'flagged', findings: Array.from({ length: 20 }, () => ({ ...finding, facts: '试'.repeat(2_000) })) } }],
    ['a clear answer under another status', { status: 201, json: { outcome: 'clear' } }],
    ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:1/elsewhere' } }],
  ])('guesses nothing from %s', async (_, reaction) => {
    const service = await aService();
    service.react = () => reaction;
    expect(await connectorTo(service).lookUp()).toBe('look-up.answer-malformed');
    expect(service.asked).toHaveLength(1);
  });

  it('reads no answer that is too large to its end', async () => {
    const service = await aService();
    service.react = () => ({ text: `{"outcome":"clear","source":"${'x'.repeat(300_000)}"}` });
    expect(await connectorTo(service).lookUp()).toBe('look-up.answer-too-large');
  });

  it.each<[string, Reaction]>([['failing', { status: 503 }], ['busy', { status: 429, headers: { 'retry-after': '0' } }], ['broken off', 'break'], ['too slow', 'hang']])('asks again when the service is %s, and takes the answer then', async (_, reaction) => {
    const service = await aService();
    inTurn(service, reaction, FLAGGED);
    expect(await connectorTo(service, { timeoutMs: reaction === 'hang' ? 1_000 : 10_000 }).lookUp()).toBe('OBJECT');
    expect(service.asked).toHaveLength(2);
  });

  it.each<[string, Reaction, string, number]>([
    ['503 throughout', { status: 503 }, 'look-up.failing', 3],
    ['silence throughout', 'hang', 'look-up.timed-out', 3],
    ['429 for an hour', { status: 429, headers: { 'retry-after': '3600' } }, 'look-up.busy', 1],
    ['400', { status: 400 }, 'look-up.refused', 1],
    ['401', { status: 401 }, 'look-up.not-permitted', 1],
    ['403', { status: 403 }, 'look-up.not-permitted', 1],
  ])('after %s it is unavailable, having asked no more often than may help', async (_, reaction, code, asked) => {
    const service = await aService();
    service.react = () => reaction;
    expect(await connectorTo(service, { timeoutMs: reaction === 'hang' ? 100 : 10_000, attemptsMax: 3 }).lookUp()).toBe(code);
    expect(service.asked).toHaveLength(asked);
  });

  it('waits as long as the service asks, where that is short', async () => {
    const service = await aService();
    inTurn(service, { status: 503, headers: { 'retry-after': '1' } }, CLEAR);
    const from = performance.now();
    expect(await connectorTo(service).lookUp()).toBe('CLEAR');
    expect(performance.now() - from).toBeGreaterThanOrEqual(1_000);
  });

  it('leaves the service alone after failures in a row, tries with one look-up, and goes on when that succeeds', async () => {
    const service = await aService();
    const { connector, metrics, lookUp } = connectorTo(service, { attemptsMax: 1, breakAfter: 3, breakForMs: MINUTE_MS });
    const circuit = async () => (await metrics.getSingleMetric('hub_look_up_circuit')?.get())?.values[0]?.value;
    service.react = () => ({ status: 500 });
    for (let time = 0; time < 3; time++) expect(await lookUp()).toBe('look-up.failing');
    expect([await lookUp(), service.asked.length, connector.health, await circuit()]).toEqual(['look-up.circuit-open', 3, 'failing', 2]);
    let answer: (reaction: Reaction) => void = () => {};
    service.react = () => new Promise((resolve) => (answer = resolve));
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + MINUTE_MS);
    ends.push(() => Promise.resolve(later.mockRestore()));
    const probes = [lookUp(), lookUp(), lookUp()];
    while (service.asked.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([service.asked.length, await circuit()]).toEqual([4, 1]);
    service.react = () => CLEAR;
    answer(CLEAR);
    expect(await Promise.all(probes)).toEqual(['CLEAR', 'CLEAR', 'CLEAR']);
    expect([await connector.changed(), await connector.changed(), connector.health, await circuit()]).toEqual([true, false, 'good', 0]);
  });

  it('is not put off the service by a question that it refuses', async () => {
    const service = await aService();
    const { lookUp } = connectorTo(service, { breakAfter: 2 });
    service.react = () => ({ status: 422 });
    for (let time = 0; time < 5; time++) expect(await lookUp()).toBe('look-up.refused');
    service.react = () => CLEAR;
    expect(await lookUp()).toBe('CLEAR');
  });

  it('has so many look-ups under way and no more', async () => {
    const service = await aService();
    let open = 0;
    let most = 0;
    service.react = async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 20));
      open--;
      return CLEAR;
    };
    const { lookUp } = connectorTo(service, { atOnceMax: 2 });
    const outcomes = await Promise.all(Array.from({ length: 60 }, lookUp));
    expect(most).toBe(2);
    // Two are under way and fifty wait; whoever comes then is told at once.
    expect([outcomes.filter((outcome) => outcome === 'CLEAR').length, outcomes.filter((outcome) => outcome === 'look-up.busy').length]).toEqual([52, 8]);
  });

  it('trusts no certificate but of the authority that it was given, and shows its own', async () => {
    const authority = new TestAuthority('试例根');
    const { certificate: cert, key } = authority.issue('127.0.0.1');
    const service = await aService({ cert, key, ca: authority.certificate, requestCert: true, rejectUnauthorized: true });
    const client = authority.issue('adapter');
    const reach = (changed: Partial<LookUpSettings>) => connectorTo(service, { attemptsMax: 1, ...changed }).lookUp();
    expect(await reach({ authority: authority.certificate, client })).toBe('CLEAR');
    expect(await reach({ authority: authority.certificate })).toBe('look-up.unreachable');
    expect(await reach({ client })).toBe('look-up.unreachable');
    expect(await reach({ authority: new TestAuthority('另一试例根').certificate, client })).toBe('look-up.unreachable');
    expect(await reach({ authority: authority.certificate, client: new TestAuthority('另一试例根').issue('stranger') })).toBe('look-up.unreachable');
    expect(service.asked).toHaveLength(1);
  });

  it('ends what is under way when it is closed', async () => {
    const service = await aService();
    const { connector, lookUp } = connectorTo(service, { timeoutMs: 20_000 });
    const heard = new Promise<void>((resolve) => {
      service.react = () => {
        resolve();
        return 'hang';
      };
    });
    const asked = lookUp();
    await heard;
    await connector.close();
    expect(await asked).toBe('look-up.closing');
  });

  it('counts outcomes and times, and names nobody in them', async () => {
    const service = await aService();
    const { metrics, lookUp } = connectorTo(service, { attemptsMax: 1 });
    inTurn(service, CLEAR, FLAGGED, { status: 500 });
    for (let time = 0; time < 3; time++) await lookUp();
    const shown = await metrics.metrics();
    expect(shown).toMatch(/hub_look_ups_total\{outcome="found",[^}]*\} 2/);
    expect(shown).toMatch(/hub_look_ups_total\{outcome="look-up.failing",[^}]*\} 1/);
    expect(shown).toMatch(/hub_look_up_seconds_count\{[^}]*\} 3/);
    expect(shown).not.toMatch(/试例|990101/);
  });
});
