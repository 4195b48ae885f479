import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { Refused, validated } from '@lianshen/platform/http';
import { AllowRoles } from '@lianshen/platform/identity';
import { CaseStreams } from '../case-streams.js';
import { describeCase } from './describe-case.js';

@Controller('api/cases')
export class ReadCaseController {
  constructor(@Inject(CaseStreams) private readonly cases: CaseStreams) {}

  /** One case, folded from its ledger. The person's name and the findings are not in it. */
  @Get(':caseId')
  @AllowRoles('officer', 'coordinatorApprover', 'auditor')
  async read(@Param('caseId') caseId: string): Promise<object> {
    const { state } = await this.cases.load(validated(CaseId, caseId));
    if (state.status === 'none') throw new Refused({ code: 'case.unknown', params: {} });
    return describeCase(state);
  }
}
