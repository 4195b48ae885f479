import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { CaseDescriptions } from './case-descriptions.js';
import { CaseReader } from './case-reader.js';

@Controller('api/cases')
export class ReadCaseController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(CaseDescriptions) private readonly descriptions: CaseDescriptions,
  ) {}

  /** One case, folded from its ledger. The person's name and the findings are not in it. */
  @Get(':caseId')
  @RightTo('readCase')
  async read(@Param('caseId') id: string, @SignedIn() person: Person): Promise<object> {
    const { folded } = await this.cases.read(validated(CaseId, id), person, 'readCase');
    return this.descriptions.describe(folded.state);
  }
}
