import { describe, expect, it } from '@jest/globals';
import { CaseEvent, Envelope, Filed, findMessageName, MESSAGES, Received, Recall, replySubject, Request, requestSubject, Verdict, VERDICT_WORDS, VerdictCode } from './index.js';

const CASE = '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2b';
const REQUEST_ID = `${CASE}.court.1`;
const HASH = 'h'.repeat(43);
const TIME = '2026-03-03T01:00:00.000Z';

const finding = { facts: '有一件在办', basis: '条例第三条', evidenceLevel: 'verified', heard: 'heard' };
const verdict = {
  requestId: REQUEST_ID, version: 1, requestHash: HASH, supplementHashes: [], code: 'CLEAR', category: '无', findings: [], clerk: { id: 'c', name: '甲' },
  approvers: [{ id: 'a', name: '乙' }], mode: 'human', decidedAt: TIME,
};
const request = {
  requestId: REQUEST_ID, caseId: CASE, agency: 'court', round: 1, policy: { name: 'two', version: 1 }, scope: '有无反映', person: { name: '张三', identityNumber: '99010119800101001X' },
  categories: { 无: 'CLEAR', 不同意: 'OBJECT' }, nonce: 'n'.repeat(22), issuedAt: TIME, dueAt: TIME, deadlineVersion: 1, destroyAfter: TIME,
};
const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) => schema.safeParse(value).success;

describe('a verdict', () => {
  it('is accepted as it should be, by a person or under a standing order', () => {
    expect(accepts(Verdict, verdict)).toBe(true);
    expect(accepts(Verdict, { ...verdict, code: 'OBJECT', category: '不同意', findings: [finding] })).toBe(true);
    expect(accepts(Verdict, { ...verdict, mode: 'automatic', standingOrder: 'SO-1' })).toBe(true);
  });

  it.each<[string, object]>([
    ['a flag without a finding', { code: 'OBJECT' }],
    ['a finding without a basis', { code: 'OBJECT', findings: [{ ...finding, basis: '' }] }],
    ['an automatic answer without its standing order', { mode: 'automatic' }],
    ['a human answer with a standing order', { standingOrder: 'SO-1' }],
    ['no approver', { approvers: [] }],
    ['an unknown code', { code: 'MAYBE' }],
    ['version 0', { version: 0 }],
    ['version 100', { version: 100 }],
    ['a hash of another length', { requestHash: 'h' }],
    ['a field that nobody knows', { reporter: '某人' }],
  ])('is refused with %s', (_, changed) => {
    expect(accepts(Verdict, { ...verdict, ...changed })).toBe(false);
  });
});

describe('a request', () => {
  it('is accepted with few fields of the person', () => {
    expect(accepts(Request, request)).toBe(true);
    expect(accepts(Request, { ...request, person: {} })).toBe(true);
  });

  it.each<[string, object]>([
    ['a field of the person that no policy can allow', { person: { ...request.person, remark: '试用' } }],
    ['a number of 17 digits', { person: { identityNumber: '99010119800101001' } }],
    ['a nonce that is too short', { nonce: 'n' }],
    ['no due time', { dueAt: undefined }],
    ['round 0', { round: 0 }],
  ])('is refused with %s', (_, changed) => {
    expect(accepts(Request, { ...request, ...changed })).toBe(false);
  });
});

describe('the other messages', () => {
  it('a recall carries no reason', () => {
    expect(accepts(Recall, { requestId: REQUEST_ID })).toBe(true);
    expect(accepts(Recall, { requestId: REQUEST_ID, reason: 'flagged by audit' })).toBe(false);
  });

  it('a batch of receipts or filings is neither empty nor endless', () => {
    for (const count of [0, 201]) {
      expect(accepts(Received, { requestIds: Array(count).fill(REQUEST_ID) })).toBe(false);
      expect(accepts(Filed, { verdicts: Array(count).fill({ requestId: REQUEST_ID, version: 1, verdictHash: HASH }) })).toBe(false);
    }
    expect(accepts(Received, { requestIds: [REQUEST_ID] })).toBe(true);
  });

  it('a fact of a case names neither the person nor an agency', () => {
    const fact = { caseId: CASE, batchId: CASE, seq: 1, fact: 'halted', at: TIME };
    expect(accepts(CaseEvent, fact)).toBe(true);
    for (const more of [{ agency: 'court' }, { name: '张三' }]) expect(accepts(CaseEvent, { ...fact, ...more })).toBe(false);
  });

  it('an envelope has its attributes and no other', () => {
    const envelope = { specversion: '1.0', id: 'x', type: 'lianshen.request.v1', source: 'coordinator', audience: 'court', time: TIME, data: {} };
    expect(accepts(Envelope, envelope)).toBe(true);
    for (const changed of [{ specversion: '0.3' }, { id: '' }, { id: 'x'.repeat(161) }, { source: 'Court' }, { subject: '张三' }, { time: 'now' }]) expect(accepts(Envelope, { ...envelope, ...changed })).toBe(false);
  });

  it('are all in the catalogue under types of their own', () => {
    const types = Object.values(MESSAGES).map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    for (const [name, { type }] of Object.entries(MESSAGES)) expect(findMessageName(type)).toBe(name);
    expect(findMessageName('lianshen.request.v2')).toBeUndefined();
    expect(findMessageName('constructor')).toBeUndefined();
  });

  it('go on the subjects that the design gives them', () => {
    expect([requestSubject('city', 'court'), replySubject('city', 'court')]).toEqual(['vet.city.court.request', 'vet.city.court.reply']);
  });

  it('have words in both languages for every code', () => {
    expect(Object.keys(VERDICT_WORDS).sort()).toEqual([...VerdictCode.options].sort());
  });
});
