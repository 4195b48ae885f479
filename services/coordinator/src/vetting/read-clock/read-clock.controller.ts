import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { CaseClockView } from '@lianshen/contracts/api';
import { CaseId, invariant, type AgencyId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyNames } from '../../agencies/agency-names.js';
import { Calendars } from '../../calendars/calendars.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { caseClockOf } from '../domain/index.js';
import { CaseReader } from '../read-case/case-reader.js';
import { seesWords } from '../read-case/personal-fields.js';
import { describeClock } from './describe-clock.js';

@Controller('api/cases/:caseId/clock')
export class ReadClockController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The clocks of a case, explained from its ledger: every start, pause, resumption and extension, and what is due when by which rule. */
  @Get()
  @RightTo('readClock')
  async read(@Param('caseId') id: string, @SignedIn() person: Person): Promise<CaseClockView> {
    const caseId = validated(CaseId, id);
    const { folded, acts } = await this.cases.read(caseId, person, 'readClock');
    const { status, policyHash } = folded.state;
    invariant(status !== 'none', 'case: one without commits was let through');
    const policy = await this.policies.getPinned(policyHash);
    const counted = { policy, calendarOf: (agency: AgencyId) => this.calendars.of(agency) };
    const shown = { now: this.clock.now(), counted, nameOf: this.names.under(policy), words: seesWords(folded.state, person) };
    return { caseId, status, ...describeClock(caseClockOf(acts, counted), shown) };
  }
}
