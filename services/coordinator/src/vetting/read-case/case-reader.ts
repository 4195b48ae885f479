import { Inject, Injectable } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { CaseOperation } from '@lianshen/contracts/rights';
import { Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import type { History } from '@lianshen/platform/ledger';
import { CaseStreams } from '../case-streams.js';
import type { CaseEvent, CaseState } from '../domain/index.js';
import { permitted } from '../permitted.js';

/** The way to a case for whoever reads one. */
@Injectable()
export class CaseReader {
  constructor(@Inject(CaseStreams) private readonly cases: CaseStreams) {}

  /** The case as its ledger tells it. @throws Refused `case.unknown`, `identity.not-permitted`. */
  async read(caseId: CaseId, person: Person, operation: CaseOperation): Promise<History<CaseState, CaseEvent>> {
    const { folded, acts } = await this.cases.history(caseId);
    const allowed = permitted(folded.state, person, operation);
    if (!allowed.ok) throw new Refused(allowed.refusal);
    return { folded: { ...folded, state: { ...folded.state, caseId } }, acts };
  }
}
