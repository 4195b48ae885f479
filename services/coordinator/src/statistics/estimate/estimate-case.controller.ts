import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { EstimateView } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { validated } from '@lianshen/platform/http';
import { Costly, RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { askedIn } from '../../vetting/domain/index.js';
import { CaseReader } from '../../vetting/read-case/case-reader.js';
import { Estimates } from './estimates.js';

@Controller('api/cases/:caseId/estimate')
export class EstimateCaseController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(Estimates) private readonly estimates: Estimates,
  ) {}

  /** When those would answer who are asked in a case of these facts, if they were asked now. */
  @Get()
  @RightTo('estimateCase')
  @Costly()
  async estimate(@Param('caseId') id: string, @SignedIn() person: Person): Promise<EstimateView> {
    const caseId = validated(CaseId, id);
    const { folded } = await this.cases.read(caseId, person, 'estimateCase');
    const policy = await this.policies.getPinned(folded.state.policyHash);
    return this.estimates.of(policy, askedIn(folded.state, policy));
  }
}
