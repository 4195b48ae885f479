import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { Refused, validated } from '@lianshen/platform/http';
import { AllowRoles } from '@lianshen/platform/identity';
import { CaseStreams } from '../case-streams.js';
import { CaseDescriptions } from './case-descriptions.js';

@Controller('api/cases')
export class ReadCaseController {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CaseDescriptions) private readonly descriptions: CaseDescriptions,
  ) {}

  /** One case, folded from its ledger. The person's name and the findings are not in it. */
  @Get(':caseId')
  @AllowRoles('officer', 'coordinatorApprover', 'auditor')
  async read(@Param('caseId') caseId: string): Promise<object> {
    const { state } = await this.cases.load(validated(CaseId, caseId));
    if (state.status === 'none') throw new Refused({ code: 'case.unknown', params: {} });
    return this.descriptions.describe(state);
  }
}
