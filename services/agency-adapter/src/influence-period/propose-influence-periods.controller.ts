import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { InfluencePeriodsBody, type InfluencePeriodsView } from '@lianshen/contracts/api';
import { invariant } from '@lianshen/contracts/kernel';
import { influencePeriods, type InfluencePeriod } from '@lianshen/contracts/influence-period';
import { inChina, toCivilDate } from '@lianshen/contracts/working-time';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { JsonBody, validated } from '@lianshen/platform/http';
import { ForStaff } from '../worklist/staff.js';

@Controller('api/influence-periods')
export class ProposeInfluencePeriodsController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Computes until when sanctions stand in the way of a promotion. Nothing is kept: it names nobody, and a person confirms it in their answer. */
  @Post()
  @HttpCode(200)
  @ForStaff('proposeInfluencePeriods')
  @JsonBody()
  propose(@Body() body: unknown): InfluencePeriodsView {
    const { sanctions: [first, ...further], on = toCivilDate(inChina(this.clock.now()).day) } = validated(InfluencePeriodsBody, body);
    invariant(first, 'influence periods: the schema lets no empty list pass');
    const { periods, until, holds } = influencePeriods([first, ...further], on);
    return { on, holds, until, periods: periods.map(describe) };
  }
}

const describe = ({ sanction, from, until, rule, added, capped }: InfluencePeriod): InfluencePeriodsView['periods'][number] => ({
  sanction, name: rule.name, from, countedFrom: rule.from, months: rule.months, until, basis: rule.basis, added, capped,
});
