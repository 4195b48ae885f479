import type { Instant } from '@lianshen/contracts/kernel';
import type { Actor } from '@lianshen/platform/ledger';
import type { CaseEvent } from '../domain/index.js';
import type { NameOf } from '../../agencies/agency-names.js';
import { eventWords } from './event-words.js';

interface Happened {
  readonly at: Instant;
  readonly actor: Actor;
  readonly event: CaseEvent;
}

/** One event of a case as its timeline tells it. What is private of it stays in the case. @param sealed hides what agencies have said. */
export function describeEvent({ at, actor, event }: Happened, number: number, sealed: boolean, nameOf: NameOf) {
  const { type, data } = event;
  const due = 'dueAt' in data ? data.dueAt : 'reviewAt' in data ? data.reviewAt : type === 'ExtensionDecided' ? data.grantedUntil : type === 'CaseCleared' ? data.validUntil : null;
  const agency = 'agency' in data && !(sealed && SAYS_WHO_FLAGGED.includes(type)) ? data.agency : null;
  const then = type === 'VerdictFiled' ? (data.signedAt ?? at) : at;
  return {
    number,
    at: new Date(at).toISOString(),
    actor: { kind: actor.kind, id: actor.id },
    event: type,
    agency,
    agencyName: agency === null ? null : nameOf(agency, then),
    to: type === 'RequestReassigned' ? { agency: data.to, name: nameOf(data.to, at) } : null,
    requestId: 'requestId' in data ? data.requestId : null,
    verdict: type === 'VerdictFiled' && !sealed ? { version: data.version, code: data.code, blocking: data.blocking, lateWorkingDays: data.lateWorkingDays } : null,
    decision: type === 'DecisionProposed' || type === 'DecisionConfirmed' || type === 'DecisionRefused' ? data.number : type === 'CaseTerminated' ? data.decision : null,
    dueAt: due === null ? null : new Date(due).toISOString(),
    text: eventWords(event),
  };
}

const SAYS_WHO_FLAGGED: readonly CaseEvent['type'][] = ['CaseHalted', 'FlagAdded', 'FlagCorrected', 'FlagClosed'];
