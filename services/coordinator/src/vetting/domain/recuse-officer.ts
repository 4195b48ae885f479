import { ok, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { evolve } from './evolve.js';
import type { Asking } from './issue-request.js';
import { recallDue } from './recall-open.js';
import { resumeVetting } from './resume-vetting.js';
import { tookPartIn } from './without-officer.js';

const DAY_MS = 86_400_000;

export interface RecuseOfficer {
  readonly person: string;
  readonly asking: Asking;
  readonly recallBeatMs: number;
}

/**
 * Takes a person of the coordinator out of the case. A relation that is found when they have judged already opens a review
 * (rules 3.4): where they took part in a decision of two persons that was carried out, the case is halted until two others
 * have decided anew; where they considered advice or signed the conclusion, it goes back to vetting for another officer.
 * Out of it already: nothing to do.
 */
export function recuseOfficer(state: CaseState, { person, asking, recallBeatMs }: RecuseOfficer, now: Instant): Result<CaseEvent[]> {
  if (state.status === 'none' || state.recused.includes(person)) return ok([]);
  const recused: CaseEvent = { type: 'OfficerRecused', data: { person } };
  const after = evolve(state, recused, now);
  if (decided(state, person)) return ok([recused, { type: 'ReviewOpened', data: { reviewAt: now + asking.policy.haltReviewDays * DAY_MS, ...recallDue(after, now, recallBeatMs) } }]);
  return ok([recused, ...(concluded(state, person) ? resumeVetting(after, 're-review', asking, now) : [])]);
}

/** Whether a decision in which they took part still shapes the case: a candidate who was withdrawn since is out of it. */
const decided = ({ status, decisions }: CaseState, person: string): boolean =>
  status !== 'withdrawn' && decisions.some((decision) => decision.status === 'confirmed' && tookPartIn(decision, person));

const concluded = ({ status, concludedBy, considered }: CaseState, person: string): boolean =>
  status === 'cleared' && (concludedBy === person || considered.some(({ by }) => by === person));

/** They may take part again; what has fallen stays so. They do already: nothing to do. */
export const readmitOfficer = ({ recused }: CaseState, person: string): Result<CaseEvent[]> => ok(recused.includes(person) ? [{ type: 'OfficerReadmitted', data: { person } }] : []);
