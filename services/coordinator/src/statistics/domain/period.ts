import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import { instantIn, inZone, toCivilDate, toDayNumber, type CivilDate, type Zone } from '@lianshen/contracts/working-time';

/** Three years and a little. */
const DAYS_MAX = 1_100;

export type CutBy = 'whole' | 'month' | 'quarter';

/** Whole days by the clock of a zone. */
export interface Period {
  readonly from: CivilDate;
  /** The last day; it belongs to the period. */
  readonly to: CivilDate;
  readonly zone: Zone;
  /** From this instant on, and before that one. */
  readonly begins: Instant;
  readonly ends: Instant;
}

/**
 * The days that are named; what is not named is taken from the calendar quarter of now, or of the day that is.
 * Refused: `statistics.period` where it ends before it begins, or has more than 1,100 days.
 */
export function periodOf(named: { readonly from?: CivilDate | undefined; readonly to?: CivilDate | undefined }, now: Instant, zone: Zone): Result<Period> {
  const today = toCivilDate(inZone(now, zone).day);
  const from = named.from ?? quarterAround(named.to ?? today).from;
  const to = named.to ?? quarterAround(named.from ?? today).to;
  const days = toDayNumber(to) - toDayNumber(from) + 1;
  if (days < 1 || days > DAYS_MAX) return refuse('statistics.period');
  return ok({ from, to, zone, begins: instantIn(toDayNumber(from), 0, zone), ends: instantIn(toDayNumber(to) + 1, 0, zone) });
}

/** Whether it consists of whole calendar quarters. */
export const isOfQuarters = ({ from, to }: Period): boolean => quarterAround(from).from === from && quarterAround(to).to === to;

/** The name of the part of the period that an instant falls into; null where it lies outside. */
export function partOf({ from, to, zone, begins, ends }: Period, by: CutBy, at: Instant): string | null {
  if (at < begins || at >= ends) return null;
  const day = toCivilDate(inZone(at, zone).day);
  switch (by) {
    case 'whole':
      return `${from}/${to}`;
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${day.slice(0, 4)}-Q${quarterNumber(day)}`;
  }
}

const quarterNumber = (day: CivilDate): number => Math.ceil(Number(day.slice(5, 7)) / 3);

function quarterAround(day: CivilDate): { readonly from: CivilDate; readonly to: CivilDate } {
  const [year, first] = [Number(day.slice(0, 4)), quarterNumber(day) * 3 - 3];
  return { from: dayOf(Date.UTC(year, first, 1)), to: dayOf(Date.UTC(year, first + 3, 0)) };
}

const dayOf = (at: number): CivilDate => new Date(at).toISOString().slice(0, 10);
