import { describe, expect, it } from '@jest/globals';
import { admitNotice } from './admit-notice.js';

const CASE = '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2b';
const AT = '2026-11-23T02:00:00.000Z';
const notice = { agency: 'court', requestId: `${CASE}.court.1`, fact: 'request-issued', dueAt: AT, seq: 2, at: AT };
const event = { caseId: CASE, batchId: CASE, seq: 5, fact: 'halted', at: AT };
const admitted = (value: unknown) => admitNotice(typeof value === 'string' ? value : JSON.stringify(value));

describe('the door of the notifier', () => {
  it('lets in notices of requests and facts of cases', () => {
    expect(admitted({ notices: [notice], facts: [event] })).toEqual({ ok: true, value: { pattern: 'desk-notices', data: { notices: [notice], facts: [event] } } });
  });

  it.each<[string, unknown]>([
    ['what is no JSON', 'eyJ'],
    ['notices with a field for a name', { notices: [{ ...notice, name: '甲' }], facts: [] }],
    ['a fact of a case that names an agency', { notices: [], facts: [{ ...event, agency: 'court' }] }],
    ['a fact that nobody knows', { notices: [], facts: [{ ...event, fact: 'flagged' }] }],
    ['a fact by itself', event],
  ])('refuses %s', (_, value) => {
    expect(admitted(value)).toMatchObject({ ok: false, refusal: { code: 'message.malformed' } });
  });
});
