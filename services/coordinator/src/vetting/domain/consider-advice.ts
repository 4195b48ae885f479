import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { automaticConclusion, isConsidered } from './clear-case.js';
import { evolve } from './evolve.js';
import { sharesOf } from './shares.js';
import type { FiledVerdict } from './vetting-request.js';

export interface ConsiderAdvice {
  readonly text: string;
  /** The id of the person who considered it. */
  readonly by: string;
  readonly policy: Policy;
}

/** Flags that only advise and stand: each once. */
export const adviceOf = (state: CaseState): readonly FiledVerdict[] =>
  [...new Set(sharesOf(state).flatMap(({ standing }) => standing.verdict ?? []))].filter(({ code, blocking }) => code !== 'CLEAR' && !blocking);

/**
 * A person considers in writing what agencies have advised; without it such a case does not clear. It counts for the
 * verdicts that are on file now; later advice wants its own. Refused: `advice.none`, `case.not-vetting`.
 */
export function considerAdvice(state: CaseState, { text, by, policy }: ConsiderAdvice, now: Instant): Result<CaseEvent[]> {
  if (state.status !== 'vetting') return refuse('case.not-vetting');
  const open = adviceOf(state).filter((verdict) => !isConsidered(state, verdict));
  if (open.length === 0) return refuse('advice.none');
  const considered: CaseEvent = { type: 'AdviceConsidered', data: { verdictHashes: open.map(({ verdictHash }) => verdictHash), by }, private: { text } };
  return ok([considered, ...automaticConclusion(evolve(state, considered, now), policy, now)]);
}
