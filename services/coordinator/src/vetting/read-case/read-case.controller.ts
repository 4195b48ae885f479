import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { CaseReader } from './case-reader.js';
import { describeCase } from './describe-case.js';

@Controller('api/cases')
export class ReadCaseController {
  constructor(@Inject(CaseReader) private readonly cases: CaseReader) {}

  /** One case, folded from its ledger. The person's name and the findings are not in it. */
  @Get(':caseId')
  @RightTo('readCase')
  async read(@Param('caseId') id: string, @SignedIn() person: Person): Promise<object> {
    const { folded } = await this.cases.read(validated(CaseId, id), person, 'readCase');
    return describeCase(folded.state);
  }
}
