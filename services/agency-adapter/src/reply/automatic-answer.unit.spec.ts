import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Verdict } from '@lianshen/contracts/messages';
import { createLog } from '@lianshen/platform/telemetry';
import { RegisterConnector } from '../connectors/register/register-connector.js';
import type { AdapterEnvironment } from '../environment.js';
import { NOW, REQUEST, REQUEST_HASH } from '../worklist/domain/an-item.spec-kit.js';
import { AutomaticAnswer } from './automatic-answer.js';
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
    const environment = { AGENCY_ID: 'court', REGISTER_FILE: path, STANDING_ORDER_FILE: order && StandingOrder.parse(order) } as AdapterEnvironment;
    const connector = new RegisterConnector(environment, createLog('test', 'silent'));
    await connector.reload();
    return { connector, answer: new AutomaticAnswer(connector, { now: () => now }, environment, { isClosed }), path };
  }

  it('is clear for who is not in the register, signed by the order\'s two people', async () => {
    const { answer } = await answerer(HEADER);
    expect(answer.find(REQUEST)).toEqual({
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
    const { answer } = await answerer(HEADER);
    expect(answer.find({ ...REQUEST, approversMin: 2 })).toBeUndefined();
    expect(answer.find({ ...REQUEST, approversMin: 1 })).toBeDefined();
  });

  it('flags with facts and basis who is in the register, as a verdict that can be sent', async () => {
    const { answer } = await answerer(flagged('OBJECT'));
    const found = answer.find(REQUEST);
    expect(found).toMatchObject({ code: 'OBJECT', category: '列入失信', findings: [{ facts: '试例事由', basis: '试例第一条', evidenceLevel: 'verified' }] });
    const verdict = { requestId: REQUEST.requestId, version: 1, requestHash: REQUEST_HASH, supplementHashes: [], ...found, decidedAt: new Date(NOW).toISOString() };
    expect(Verdict.safeParse(verdict).success).toBe(true);
  });

  it('is left to people for a code that the order does not name, or that the policy has no wording for', async () => {
    expect((await answerer(flagged('SUGGEST_DEFER'))).answer.find(REQUEST)).toBeUndefined();
    expect((await answerer(flagged('SUGGEST_DEFER'), { ...ORDER, codes: ['SUGGEST_DEFER'] })).answer.find(REQUEST)).toBeUndefined();
  });

  it('is left to people without an order, before it and after it', async () => {
    const without = await answerer(HEADER);
    const bare = new AutomaticAnswer(without.connector, { now: () => NOW }, { AGENCY_ID: 'court' } as AdapterEnvironment, { isClosed: false });
    expect(bare.find(REQUEST)).toBeUndefined();
    expect((await answerer(HEADER, ORDER, Date.parse('2025-12-31T23:59:59Z'))).answer.find(REQUEST)).toBeUndefined();
    expect((await answerer(HEADER, ORDER, Date.parse('2027-01-01T00:00:00Z'))).answer.find(REQUEST)).toBeUndefined();
  });

  it('is not given by an agency that was merged into another', async () => {
    expect((await answerer(HEADER, ORDER, NOW, true)).answer.find(REQUEST)).toBeUndefined();
  });

  it('is left to people where the request carries no number to look up', async () => {
    const { answer } = await answerer(HEADER);
    expect(answer.find({ ...REQUEST, person: { name: '试例甲' } })).toBeUndefined();
  });

  it('answers nobody from a register with one bad row, from none, or from one that is gone', async () => {
    const bad = await answerer(`${flagged('OBJECT')}990101198512120020,OBJECT,,\n`);
    expect(bad.connector.health).toBe('refused');
    expect(bad.answer.find(REQUEST)).toBeUndefined();
    rmSync(bad.path);
    expect((await answerer(undefined)).connector.health).toBe('refused');
  });

  it('follows the register when it changes', async () => {
    const { connector, answer, path } = await answerer(HEADER);
    writeFileSync(path, flagged('OBJECT'));
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(await connector.reload()).toBe(true);
    expect(answer.find(REQUEST)?.code).toBe('OBJECT');
    expect(await connector.reload()).toBe(false);
  });
});

describe('a standing order', () => {
  it('names a clerk and an approver who are different people', () => {
    expect(StandingOrder.safeParse(ORDER).success).toBe(true);
    const [clerk, approver] = ORDER.signers;
    for (const signers of [[clerk], [clerk, { ...approver, id: 'a' }], [clerk, { ...approver, role: 'clerk' }], [{ ...clerk, role: 'approver' }, approver]]) {
      expect(StandingOrder.safeParse({ ...ORDER, signers }).success).toBe(false);
    }
  });
});
