import { describe, expect, it } from '@jest/globals';
import type { CoordinatorNotice, DeskNotice } from '@lianshen/contracts/messages';
import { noticeForAgency, noticesOfCase } from './notices-for-desks.js';

const CASE = '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2b';
const AT = '2026-11-23T02:00:00.000Z';
const issued: DeskNotice = { agency: 'court', requestId: `${CASE}.court.1`, fact: 'request-issued', dueAt: AT, seq: 2, at: AT };
const event = (fact: CoordinatorNotice['fact']): CoordinatorNotice => ({ caseId: CASE, batchId: CASE, seq: 5, fact, at: AT });

describe('the rules', () => {
  it('bring a fact of a request to the desk of its agency, and tell it nothing of the case', () => {
    expect(noticeForAgency(issued)).toMatchObject({ desk: 'court', fact: 'request-issued', requestId: issued.requestId, caseId: null, batchId: null, dueAt: Date.parse(AT) });
  });

  it('bring halts, conclusions and what is late to the desk of the coordinator', () => {
    const facts = (['halted', 'cleared', 'overdue'] as const).flatMap((fact) => noticesOfCase(event(fact)));
    expect(facts.map(({ fact, desk }) => [fact, desk])).toEqual(['case-halted', 'case-cleared', 'case-overdue'].map((fact) => [fact, 'coordinator']));
  });

  it('bring an alarm that did not do what was due to the desk of the coordinator', () => {
    expect(noticesOfCase(event('alarm-missing'))).toMatchObject([{ desk: 'coordinator', fact: 'case-alarm-missing' }]);
  });

  it('bring to the auditors, and to nobody else, that somebody read without a task', () => {
    expect(noticesOfCase(event('read-without-task'))).toMatchObject([{ desk: 'auditor', fact: 'case-read-without-task' }]);
  });

  it('bring to everybody who may have seen a flag that it fell', () => {
    expect(noticesOfCase(event('flag-fell')).map(({ desk, fact }) => [desk, fact])).toEqual([['coordinator', 'case-flag-fell'], ['auditor', 'case-flag-fell']]);
  });

  it('bring to the supervising leader what nobody below has brought to an end, and to the coordinator what is on the way there', () => {
    expect((['overdue-for-leader', 'review-for-leader'] as const).flatMap((fact) => noticesOfCase(event(fact)).map(({ desk }) => desk))).toEqual(['superior', 'superior']);
    expect((['answer-reminder', 'overdue-escalated', 'review-due', 'review-for-head'] as const).flatMap((fact) => noticesOfCase(event(fact)).map(({ desk }) => desk))).toEqual(['coordinator', 'coordinator', 'coordinator', 'coordinator']);
  });

  it('tell nobody that vetting has started', () => {
    expect(noticesOfCase(event('vetting-started'))).toEqual([]);
  });

  it('give the same fact the same id, and another fact or desk another', () => {
    expect(noticeForAgency({ ...issued }).id).toBe(noticeForAgency(issued).id);
    const others = [noticeForAgency({ ...issued, seq: 3 }), noticeForAgency({ ...issued, fact: 'request-overdue' }), noticeForAgency({ ...issued, agency: 'audit' })];
    expect(new Set([issued.agency, ...others.map(({ id }) => id), noticeForAgency(issued).id]).size).toBe(5);
  });
});
