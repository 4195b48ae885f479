import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PageQuery, type DisclosurePage } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { readSlice, sliceOf, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { CaseReader } from '../../vetting/read-case/case-reader.js';
import { disclosuresOf } from './disclosures-of.js';

@Controller('api/cases/:caseId/disclosures')
export class ListDisclosuresController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
  ) {}

  /** Which agency was sent which field when, from the ledger of the case. */
  @Get()
  @RightTo('listDisclosures')
  async list(@Param('caseId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<DisclosurePage> {
    const caseId = validated(CaseId, id);
    const slice = readSlice(validated(PageQuery, query));
    const { folded, acts } = await this.cases.read(caseId, person, 'listDisclosures');
    const all = disclosuresOf(folded.state, acts, await this.policies.getPinned(folded.state.policyHash));
    return { caseId, ...sliceOf(all, slice) };
  }
}
