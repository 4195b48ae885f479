import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { CaseClockView } from '@lianshen/contracts/api';
import { CaseId, invariant } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { AgencyNames } from '../../agencies/agency-names.js';
import { CountingTime } from '../counting-time.js';
import { caseClockOf } from '../domain/index.js';
import { CaseReader } from '../read-case/case-reader.js';
import { seesWords } from '../read-case/personal-fields.js';
import { describeClock } from './describe-clock.js';

@Controller('api/cases/:caseId/clock')
export class ReadClockController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(CountingTime) private readonly counting: CountingTime,
    @Inject(AgencyNames) private readonly names: AgencyNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The clocks of a case, explained from its ledger: every start, pause, resumption and extension, and what is due when by which rule. */
  @Get()
  @RightTo('readClock')
  async read(@Param('caseId') id: string, @SignedIn() person: Person): Promise<CaseClockView> {
    const caseId = validated(CaseId, id);
    const { folded, acts } = await this.cases.read(caseId, person, 'readClock');
    const { status } = folded.state;
    const counted = await this.counting.of(caseId);
    invariant(status !== 'none' && counted, 'case: one without commits was let through');
    const shown = { now: this.clock.now(), counted, nameOf: this.names.under(counted.policy), words: seesWords(folded.state, person) };
    return { caseId, status, ...describeClock(caseClockOf(acts, counted), shown) };
  }
}
