import type { NoticeFact } from '@lianshen/contracts/api';
import { AUDITORS_DESK, COORDINATOR, SUPERIORS_DESK, type PartyId } from '@lianshen/contracts/kernel';
import type { CoordinatorNotice, DeskNotice } from '@lianshen/contracts/messages';
import type { Notice } from './notice.js';

/** The rule for a request's facts: they go to the desk of the agency whose request it is, and to nobody else. */
export function noticeForAgency({ agency, requestId, fact, dueAt, seq, at }: DeskNotice): Notice {
  return { id: `${requestId}.${seq}.${fact}|${agency}`, desk: agency, fact, requestId, caseId: null, batchId: null, dueAt: Date.parse(dueAt), at: Date.parse(at) };
}

/**
 * The rule for a case's facts: what becomes of a case or waits for a person goes to the coordinator's desk; that vetting
 * began, its officer knows. What nobody has brought to an end goes to the supervising leader. That somebody read without a task
 * goes to the auditors, and not to those who may have done it; that a flag fell goes to both, because people of both may have seen it.
 */
export function noticesOfCase({ caseId, batchId, seq, fact, at }: CoordinatorNotice): Notice[] {
  const told = factOf(fact);
  if (told === undefined) return [];
  return desksFor(fact).map((desk) => ({ id: `${caseId}.${seq}.${told}|${desk}`, desk, fact: told, requestId: null, caseId, batchId, dueAt: null, at: Date.parse(at) }));
}

const FOR_LEADER: readonly CoordinatorNotice['fact'][] = ['overdue-for-leader', 'review-for-leader'];

function desksFor(fact: CoordinatorNotice['fact']): readonly PartyId[] {
  if (fact === 'read-without-task') return [AUDITORS_DESK];
  if (fact === 'flag-fell') return [COORDINATOR, AUDITORS_DESK];
  return FOR_LEADER.includes(fact) ? [SUPERIORS_DESK] : [COORDINATOR];
}

function factOf(fact: CoordinatorNotice['fact']): NoticeFact | undefined {
  return fact === 'vetting-started' ? undefined : `case-${fact}`;
}
