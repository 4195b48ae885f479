import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId, CaseId } from '@lianshen/contracts/kernel';
import { Calendars } from '../calendars/calendars.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { CaseStreams } from './case-streams.js';
import type { CountedBy } from './domain/index.js';

/** By what the time of a case is counted: the policy that it is pinned to, and the calendars as they are known now. */
@Injectable()
export class CountingTime {
  constructor(
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(Calendars) private readonly calendars: Calendars,
  ) {}

  /** @returns undefined for a case that is none. */
  async of(caseId: CaseId): Promise<CountedBy | undefined> {
    const { status, policyHash } = await this.cases.peek(caseId);
    if (status === 'none') return undefined;
    return { policy: await this.policies.getPinned(policyHash), calendarOf: (agency: AgencyId) => this.calendars.of(agency) };
  }
}
