import { Inject, Injectable } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { CaseOperation } from '@lianshen/contracts/rights';
import { AccessLog } from '@lianshen/platform/access';
import { orRefused, Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import type { History } from '@lianshen/platform/ledger';
import { CaseDoor } from '../../recusal/case-door.js';
import { CaseStreams } from '../case-streams.js';
import { followsVetting, openTaskOf, type CaseEvent, type CaseState } from '../domain/index.js';
import { permitted } from '../permitted.js';
import { personalFields } from './personal-fields.js';

/** The way to a case for whoever reads one: rights are asked first, and what is shown of the person is on record before it is shown. */
@Injectable()
export class CaseReader {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(AccessLog) private readonly access: AccessLog,
    @Inject(CaseDoor) private readonly door: CaseDoor,
  ) {}

  /** The case as its ledger tells it. @throws Refused `case.unknown`, `identity.not-permitted`, `recusal.recused`, `declaration.missing`; Fault where the reading cannot be recorded. */
  async read(caseId: CaseId, person: Person, operation: CaseOperation): Promise<History<CaseState, CaseEvent>> {
    const { folded, acts } = await this.cases.history(caseId);
    const allowed = permitted(folded.state, person, operation);
    if (!allowed.ok) throw new Refused(allowed.refusal);
    orRefused(await this.door.mayEnter(person, { ...folded.state, caseId }, operation));
    await this.record({ ...folded.state, caseId }, person, operation);
    return { folded: { ...folded, state: { ...folded.state, caseId } }, acts };
  }

  /** Puts on record that this person reads of the case by this operation, for a list that shows several. */
  async record(state: CaseState, person: Person, operation: CaseOperation): Promise<void> {
    const task = openTaskOf(state, person) ?? (operation !== 'readCaseFile' && followsVetting(state, person) ? 'follow-vetting' : undefined);
    await this.access.record(state.caseId, person, { operation, fields: personalFields(state, operation, person), task });
  }
}
