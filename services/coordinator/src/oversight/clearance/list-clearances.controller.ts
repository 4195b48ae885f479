import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PageQuery, type ClearancePage } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import { readSlice, sliceOf, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { CaseReader } from '../../vetting/read-case/case-reader.js';
import { isSealed } from '../../vetting/read-case/describe-case.js';
import { clearancesOf } from './clearances-of.js';

@Controller('api/cases/:caseId/clearances')
export class ListClearancesController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(AccessLog) private readonly access: AccessLog,
  ) {}

  /** The clearance records of a case (澄清记录): each flag that fell, and who had seen it. */
  @Get()
  @RightTo('listClearances')
  async list(@Param('caseId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<ClearancePage> {
    const caseId = validated(CaseId, id);
    const slice = readSlice(validated(PageQuery, query));
    const { folded, acts } = await this.cases.read(caseId, person, 'listClearances');
    const all = isSealed(folded.state) ? [] : clearancesOf(acts, await this.access.list(caseId));
    return { caseId, ...sliceOf(all, slice) };
  }
}
