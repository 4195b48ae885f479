import { toCivilDate, toDayNumber, type CivilDate } from '../working-time/index.js';
import { lastDayOfMonths } from './add-months.js';
import { SANCTIONS, type SanctionId, type SanctionRule } from './sanctions.js';

/** 行政机关公务员处分条例 (2007) art. 10: what several sanctions come to, from the day of the newest on. */
const LAW_MONTHS_MAX = 48;

export interface Sanction {
  readonly sanction: SanctionId;
  /** The day from which its period is counted; `from` of its rule says which one that is. */
  readonly from: CivilDate;
}

export interface InfluencePeriod extends Sanction {
  readonly rule: SanctionRule;
  /** Its last day. */
  readonly until: CivilDate;
  /** It came while another ran under the law, so that what was left of that is added to it. */
  readonly added: boolean;
  /** With all of that it would last longer than 48 months, and does not. */
  readonly capped: boolean;
}

export interface InfluencePeriods {
  /** In the order of their first days. */
  readonly periods: readonly InfluencePeriod[];
  /** The last day on which one of them holds. */
  readonly until: CivilDate;
  /** Whether one holds on the day that was asked for. */
  readonly holds: boolean;
}

/**
 * Until when sanctions stand in the way of a promotion (处分影响期): a proposal, which a person confirms. Several at once each
 * have their period, and the one that ends last counts; under the law a sanction that comes while another runs is
 * lengthened by what is left of that, up to 48 months.
 * @param sanctions at least one. @param on the day that is asked for.
 */
export function influencePeriods(sanctions: readonly [Sanction, ...Sanction[]], on: CivilDate): InfluencePeriods {
  let lawUntil: CivilDate | undefined;
  const inOrder = [...sanctions].sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
  const periods = inOrder.map((each) => {
    const period = periodOf(each, lawUntil);
    if (period.rule.system === 'law') lawUntil = laterOf(lawUntil, period.until);
    return period;
  });
  const until = periods.reduce<CivilDate>((latest, period) => laterOf(latest, period.until), '');
  return { periods, until, holds: periods.some(({ from, until: last }) => from <= on && on <= last) };
}

/** @param running until when one under the law runs. */
function periodOf({ sanction, from }: Sanction, running: CivilDate | undefined): InfluencePeriod {
  const rule: SanctionRule = SANCTIONS[sanction];
  const alone = lastDayOfMonths(from, rule.months);
  if (rule.system !== 'law' || running === undefined || running < from) return { sanction, from, rule, until: alone, added: false, capped: false };
  const left = toDayNumber(running) - toDayNumber(from) + 1;
  const [whole, most] = [toCivilDate(toDayNumber(alone) + left), lastDayOfMonths(from, LAW_MONTHS_MAX)];
  return { sanction, from, rule, until: whole > most ? most : whole, added: true, capped: whole > most };
}

const laterOf = (one: CivilDate | undefined, other: CivilDate): CivilDate => (one === undefined || other > one ? other : one);
