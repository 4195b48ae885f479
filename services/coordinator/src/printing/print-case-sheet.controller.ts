import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { caseNumberOf, PrintQuery } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyNames } from '../agencies/agency-names.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { CaseReader } from '../vetting/read-case/case-reader.js';
import { filedVerdictsOf } from '../vetting/read-case/filed-verdicts.js';
import { caseSheetOf } from './case-sheet.js';
import { printedFile } from './printed-file.js';

@Controller('api/cases/:caseId/sheet')
export class PrintCaseSheetController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
  ) {}

  /** The sheet for signature of one candidate (联审鉴定表). That it was read is on record first. */
  @Get()
  @RightTo('printCaseSheet')
  async print(@Param('caseId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<StreamableFile> {
    const { as } = validated(PrintQuery, query);
    const { folded, acts } = await this.cases.read(validated(CaseId, id), person, 'printCaseSheet');
    const policy = await this.policies.getPinned(folded.state.policyHash);
    const nameOf = this.names.under(policy);
    return printedFile(caseSheetOf({ folded, policy, verdicts: filedVerdictsOf(acts, nameOf), nameOf }), `sheet-${caseNumberOf(folded.state)}`, as);
  }
}
