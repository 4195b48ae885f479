import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { PageQuery, type DisclosurePage } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { CaseReader } from '../../vetting/read-case/case-reader.js';
import { disclosuresOf } from './disclosures-of.js';

const Position = z.tuple([z.int().min(0)]);

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
    const { limit, cursor } = validated(PageQuery, query);
    const [from] = readCursor(Position, cursor) ?? [0];
    const { folded, acts } = await this.cases.read(caseId, person, 'listDisclosures');
    const all = disclosuresOf(folded.state, acts, await this.policies.getPinned(folded.state.policyHash));
    return { caseId, items: all.slice(from, from + limit), next: from + limit < all.length ? writeCursor([from + limit]) : null };
  }
}
