import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Verdict, type Request } from '@lianshen/contracts/messages';
import { createLog } from '@lianshen/platform/telemetry';
import { LookUps } from '../connectors/look-ups.js';
import { RegisterConnector } from '../connectors/register/register-connector.js';
import type { AdapterEnvironment } from '../environment.js';
import { NOW, REQUEST, REQUEST_HASH } from '../worklist/domain/an-item.spec-kit.js';
import { AutomaticAnswer } from './automatic-answer.js';
import { drawTicket } from './draw-ticket.js';
import { StandingOrder } from './standing-order.js';

const ORDER = {
  id: 'order-1',
  agency: 'court',
  codes: ['CLEAR', 'OBJECT'],
  signers: [
    { id: 'a', name: '试例经办', role: 'clerk' },
    { id: 'b', name: '试例签发', role: 'approver' },
  ],
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2027-01-01T00:00:00Z',
};
const SECRET = Buffer.alloc(32, 7);
const HEADER = '身份证号,代码,事由,依据\n';
const flagged = (code: string) => `${HEADER}990101198001010014,${code},试例事由,试例第一条\n`;

describe('an automatic answer', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lianshen-register-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  async function answerer(register: string | undefined, order: object | undefined = ORDER, now = NOW, isClosed = false) {
    const path = join(dir, 'court.csv');
    if (register !== undefined) writeFileSync(path, register);
    const environment = { AGENCY_ID: 'court', STANDING_ORDER_FILE: order && StandingOrder.parse(order) } as AdapterEnvironment;
    const clock = { now: () => now };
    const connector = new RegisterConnector(path, clock, createLog('test', 'silent'));
    await connector.changed();
    const automatic = new AutomaticAnswer(new LookUps(connector), clock, SECRET, environment, { isClosed });
    const find = async (request: Request) => {
      const found = await automatic.find(request, REQUEST_HASH);
      return found.outcome === 'answers' ? found.machine : undefined;
    };
    return { connector, automatic, find, path };
  }

  it('is clear for who is not in the register, signed by the order\'s two people', async () => {
    const { find } = await answerer(HEADER);
    expect((await find(REQUEST))?.answer).toEqual({
      code: 'CLEAR',
      category: '无',
      findings: [],
      mode: 'automatic',
      standingOrder: 'order-1',
      clerk: { id: 'a', name: '试例经办' },
      approvers: [{ id: 'b', name: '试例签发' }],
    });
  });

  it('is left to people where the request asks for more signatures than the order has', async () => {
    const { find } = await answerer(HEADER);
    expect(await find({ ...REQUEST, approversMin: 2 })).toBeUndefined();
    expect(await find({ ...REQUEST, approversMin: 1 })).toBeDefined();
  });

  it('flags with facts and basis who is in the register, as a verdict that can be sent', async () => {
    const { find } = await answerer(flagged('OBJECT'));
    const found = (await find(REQUEST))?.answer;
    expect(found).toMatchObject({ code: 'OBJECT', category: '列入失信', findings: [{ facts: '试例事由', basis: '试例第一条', evidenceLevel: 'verified' }] });
    const verdict = { requestId: REQUEST.requestId, version: 1, requestHash: REQUEST_HASH, supplementHashes: [], ...found, decidedAt: new Date(NOW).toISOString() };
    expect(Verdict.safeParse(verdict).success).toBe(true);
  });

  it('is left to people for a code that the order does not name, or that the policy has no wording for', async () => {
    expect(await (await answerer(flagged('SUGGEST_DEFER'))).find(REQUEST)).toBeUndefined();
    expect(await (await answerer(flagged('SUGGEST_DEFER'), { ...ORDER, codes: ['SUGGEST_DEFER'] })).find(REQUEST)).toBeUndefined();
  });

  it('is left to people without an order, before it and after it', async () => {
    const { connector } = await answerer(HEADER);
    const bare = new AutomaticAnswer(new LookUps(connector), { now: () => NOW }, SECRET, { AGENCY_ID: 'court' } as AdapterEnvironment, { isClosed: false });
    expect(await bare.find(REQUEST, REQUEST_HASH)).toEqual({ outcome: 'left-to-people' });
    expect(await (await answerer(HEADER, ORDER, Date.parse('2025-12-31T23:59:59Z'))).find(REQUEST)).toBeUndefined();
    expect(await (await answerer(HEADER, ORDER, Date.parse('2027-01-01T00:00:00Z'))).find(REQUEST)).toBeUndefined();
  });

  it('is not given by an agency that was merged into another', async () => {
    expect(await (await answerer(HEADER, ORDER, NOW, true)).find(REQUEST)).toBeUndefined();
  });

  it('is left to people where the request carries no number to look up', async () => {
    const { find } = await answerer(HEADER);
    expect(await find({ ...REQUEST, person: { name: '试例甲' } })).toBeUndefined();
  });

  it('answers nobody from a register with one bad row, from none, or from one that is gone', async () => {
    const bad = await answerer(`${flagged('OBJECT')}990101198512120020,OBJECT,,\n`);
    expect(bad.connector.health).toBe('refused');
    expect(await bad.automatic.find(REQUEST, REQUEST_HASH)).toEqual({ outcome: 'unavailable', code: 'register.refused' });
    rmSync(bad.path);
    expect((await answerer(undefined)).connector.health).toBe('refused');
  });

  it('follows the register when it changes', async () => {
    const { connector, find, path } = await answerer(HEADER);
    writeFileSync(path, flagged('OBJECT'));
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(await connector.changed()).toBe(true);
    expect((await find(REQUEST))?.answer.code).toBe('OBJECT');
    expect(await connector.changed()).toBe(false);
  });
});

describe('a draw', () => {
  const hashes = Array.from({ length: 5_000 }, (_, index) => `${index}`.padStart(43, 'A'));

  it('gives a request the same ticket each time, and another under another key', () => {
    expect(drawTicket(SECRET, REQUEST_HASH, 10_000)).toBe(drawTicket(SECRET, REQUEST_HASH, 10_000));
    expect(hashes.filter((hash) => drawTicket(SECRET, hash, 10_000) === drawTicket(Buffer.alloc(32, 8), hash, 10_000)).length).toBeLessThan(10);
  });

  it('takes about one in so many', () => {
    const drawn = hashes.filter((hash) => drawTicket(SECRET, hash, 5) === 0).length;
    expect(drawn).toBeGreaterThan(850);
    expect(drawn).toBeLessThan(1_150);
    expect(hashes.every((hash) => drawTicket(SECRET, hash, 1) === 0)).toBe(true);
  });
});

describe('a standing order', () => {
  it('draws nobody where it does not say how many, as orders of before do', () => {
    expect(StandingOrder.parse(ORDER).checkOneIn).toBeUndefined();
    expect(StandingOrder.parse({ ...ORDER, checkOneIn: 20 }).checkOneIn).toBe(20);
    for (const checkOneIn of [0, 1.5, -1, 10_001]) expect(StandingOrder.safeParse({ ...ORDER, checkOneIn }).success).toBe(false);
  });

  it('names a clerk and an approver who are different people', () => {
    expect(StandingOrder.safeParse(ORDER).success).toBe(true);
    const [clerk, approver] = ORDER.signers;
    for (const signers of [[clerk], [clerk, { ...approver, id: 'a' }], [clerk, { ...approver, role: 'clerk' }], [{ ...clerk, role: 'approver' }, approver]]) {
      expect(StandingOrder.safeParse({ ...ORDER, signers }).success).toBe(false);
    }
  });
});
