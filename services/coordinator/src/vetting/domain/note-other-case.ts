import { ok, refuse, type CaseId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { automaticConclusion } from './clear-case.js';
import { evolve } from './evolve.js';

/** Enough to see that somebody is proposed again and again; further cases are on record in their own streams. */
const OTHER_CASES_MAX = 20;

export interface NoteOtherCase {
  readonly otherCaseId: CaseId;
  /** The commit of the other case that this follows from. */
  readonly otherSeq: number;
  /** Whether a flag stands in the other case. */
  readonly holds: boolean;
  /** The other case's own change brings this: it is recorded even where it says what is known, or an older one that comes late would count. */
  readonly isChange: boolean;
  readonly policy: Policy;
}

/**
 * The same person stands in another case (scenario 8): both cases say so, and neither shows anything of the other. While a
 * flag stands in one the other draws no conclusion. What was learned from an older commit than is known: nothing to do.
 * Refused: `case.unknown`.
 */
export function noteOtherCase(state: CaseState, { otherCaseId, otherSeq, holds, isChange, policy }: NoteOtherCase, now: Instant): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  const known = state.otherCases.find(({ caseId }) => caseId === otherCaseId);
  if (otherCaseId === state.caseId || (known ? known.seq >= otherSeq : state.otherCases.length >= OTHER_CASES_MAX)) return ok([]);
  const data = { otherCaseId, otherSeq };
  const events: CaseEvent[] = known ? [] : [{ type: 'SamePersonFound', data }];
  if (isChange || holds !== (known?.holds ?? false)) events.push({ type: holds ? 'OtherCaseHolds' : 'OtherCaseReleased', data });
  const after = events.reduce((folded, event) => evolve(folded, event, now), state);
  return ok([...events, ...automaticConclusion(after, policy, now)]);
}
