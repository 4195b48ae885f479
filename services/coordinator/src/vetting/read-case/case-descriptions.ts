import { Inject, Injectable } from '@nestjs/common';
import { AgencyNames } from '../../agencies/agency-names.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import type { CaseState } from '../domain/index.js';
import { describeCase } from './describe-case.js';

/** Cases as officers read them: each agency under the name that it bore at the time. */
@Injectable()
export class CaseDescriptions {
  constructor(
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
  ) {}

  async describe(state: CaseState): Promise<ReturnType<typeof describeCase>> {
    return describeCase(state, this.names.under(await this.policies.getPinned(state.policyHash)));
  }
}
