import { Inject, Injectable } from '@nestjs/common';
import type { BatchId, CaseId } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';
import { OwnRelationsRecord, Recusals, type Matter } from '@lianshen/platform/recusal';
import { CaseStreams } from '../vetting/case-streams.js';
import { HANDLERS } from './case-door.js';
import { matterOf } from './case-matters.js';

/** A case as a row of a list has it. */
interface ListedRow {
  readonly caseId: CaseId;
  readonly batchId: BatchId;
}

/** Leaves out of lists the cases that whoever reads them is recused from. */
@Injectable()
export class HiddenCases {
  constructor(
    @Inject(Recusals) private readonly recusals: Recusals,
    @Inject(OwnRelationsRecord) private readonly own: OwnRelationsRecord,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
  ) {}

  /** @returns the rows that this person may see. Candidates are opened for the comparison alone, and only where the person has declared relations of their own. */
  async without<R extends ListedRow>(person: Person, rows: readonly R[]): Promise<readonly R[]> {
    if (rows.length === 0 || !person.roles.some((role) => HANDLERS.includes(role))) return rows;
    const { relatives, units } = await this.own.load(person.sub);
    const isRelated = relatives.length + units.length > 0;
    const matters = await Promise.all(rows.map(async ({ caseId, batchId }): Promise<Matter> => (isRelated ? matterOf(await this.cases.peek(caseId)) : { batch: batchId, caseId, candidate: undefined })));
    const hidden = await this.recusals.hiddenFrom(person.sub, matters);
    return rows.filter(({ caseId }) => !hidden.has(caseId));
  }
}
