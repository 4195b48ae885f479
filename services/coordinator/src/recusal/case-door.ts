import { Inject, Injectable } from '@nestjs/common';
import { ok, type Result } from '@lianshen/contracts/kernel';
import type { CaseOperation } from '@lianshen/contracts/rights';
import type { Person } from '@lianshen/platform/identity';
import { Recusals } from '@lianshen/platform/recusal';
import type { CaseState } from '../vetting/domain/index.js';
import { matterOf } from './case-matters.js';

/** Who opens the candidate or judges the case has declared first; whoever only handles it need not. */
const OPENS_OR_JUDGES: ReadonlySet<CaseOperation> = new Set(['readCaseFile', 'printCaseSheet', 'printBatchList', 'considerAdvice', 'issueConclusion', 'proposeDecision', 'confirmDecision', 'refuseDecision'] as const);
/** Who handles cases, and so can be recused from one. */
export const HANDLERS: readonly string[] = ['officer', 'coordinatorApprover'];

/** Keeps the coordinator's people from cases of those to whom they are related (rules 3.4). Whoever watches over them is let in by the rights alone. */
@Injectable()
export class CaseDoor {
  constructor(@Inject(Recusals) private readonly recusals: Recusals) {}

  /** Refused: `recusal.recused`, `declaration.missing`. */
  async mayEnter(person: Person, state: CaseState, operation: CaseOperation): Promise<Result<void>> {
    if (!person.roles.some((role) => HANDLERS.includes(role))) return ok(undefined);
    return OPENS_OR_JUDGES.has(operation) ? this.recusals.mayOpen(person, matterOf(state)) : this.recusals.mayHandle(person, matterOf(state));
  }
}
