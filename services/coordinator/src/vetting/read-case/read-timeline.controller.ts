import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PageQuery } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { readSlice, sliceOf, validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyNames } from '../../agencies/agency-names.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { CaseReader } from './case-reader.js';
import { isSealed } from './describe-case.js';
import { describeEvent } from './describe-event.js';

@Controller('api/cases/:caseId/timeline')
export class ReadTimelineController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
  ) {}

  /** What happened in a case, in order, from its ledger: who did what, and when. */
  @Get()
  @RightTo('readTimeline')
  async read(@Param('caseId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<object> {
    const caseId = validated(CaseId, id);
    const slice = readSlice(validated(PageQuery, query));
    const { folded, acts } = await this.cases.read(caseId, person, 'readTimeline');
    const sealed = isSealed(folded.state);
    const nameOf = this.names.under(await this.policies.getPinned(folded.state.policyHash));
    const events = acts.flatMap(({ at, actor, events: of }) => of.map((event) => ({ at, actor, event })));
    const { items, next } = sliceOf(events, slice);
    return { items: items.map((each, index) => describeEvent(each, slice.from + index + 1, sealed, nameOf)), next };
  }
}
