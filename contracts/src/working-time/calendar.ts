import type { CalendarYear, HolidayName } from './calendar-year.js';
import { type CivilDate, type DayNumber, isWeekend, toCivilDate, toDayNumber } from './civil-date.js';
import { type OfficeHours, STANDARD_OFFICE_HOURS } from './office-hours.js';
import { CHINA_ZONE, type Zone } from './zone.js';

/** When people work: where, at what hours, and on which days of the years that are known; any other year is counted Monday to Friday and marked provisional (暂定). */
export interface WorkingCalendar {
  readonly zone: Zone;
  readonly office: OfficeHours;
  readonly years: ReadonlySet<number>;
  readonly holidays: ReadonlyMap<CivilDate, HolidayName>;
  readonly shiftedWorkdays: ReadonlySet<CivilDate>;
}

/** Why a day is worked or not. */
export type DayNature = 'workday' | 'shifted-workday' | 'weekend' | 'holiday';

export interface DayKind {
  readonly nature: DayNature;
  readonly working: boolean;
  /** The year is not known, so this is only Monday to Friday. */
  readonly provisional: boolean;
}

/** @param years each year once, without contradictions. */
export function toWorkingCalendar(years: readonly CalendarYear[], { zone = CHINA_ZONE, office = STANDARD_OFFICE_HOURS }: Partial<Pick<WorkingCalendar, 'zone' | 'office'>> = {}): WorkingCalendar {
  return {
    zone,
    office,
    years: new Set(years.map(({ year }) => year)),
    holidays: new Map(years.flatMap(({ holidays }) => holidays.flatMap(({ name, from, to }) => daysFromTo(from, to).map((date) => [date, name] as const)))),
    shiftedWorkdays: new Set(years.flatMap(({ shiftedWorkdays }) => shiftedWorkdays)),
  };
}

/** @returns both days and all between; none where the first is the later one. */
export function daysFromTo(from: CivilDate, to: CivilDate): CivilDate[] {
  const first = toDayNumber(from);
  return Array.from({ length: Math.max(0, toDayNumber(to) - first + 1) }, (_, index) => toCivilDate(first + index));
}

/** A calendar never changes, and figures ask for the same days again and again: what is known of them is kept, for so many days. */
const DAYS_KEPT_MAX = 20_000;
const known = new WeakMap<WorkingCalendar, Map<DayNumber, DayKind>>();

/** @returns whether the day is worked, why, and whether that is only provisional. */
export function kindOfDay(day: DayNumber, calendar: WorkingCalendar): DayKind {
  const days = daysKept(calendar);
  const kept = days.get(day);
  if (kept) return kept;
  const kind = judgeDay(day, calendar);
  days.set(day, kind);
  return kind;
}

function daysKept(calendar: WorkingCalendar): Map<DayNumber, DayKind> {
  const days = known.get(calendar);
  if (days && days.size < DAYS_KEPT_MAX) return days;
  const none = new Map<DayNumber, DayKind>();
  known.set(calendar, none);
  return none;
}

function judgeDay(day: DayNumber, calendar: WorkingCalendar): DayKind {
  const date = toCivilDate(day);
  const provisional = !calendar.years.has(Number(date.slice(0, 4)));
  const nature = natureOf(day, date, calendar);
  return { nature, working: nature === 'workday' || nature === 'shifted-workday', provisional };
}

function natureOf(day: DayNumber, date: CivilDate, { holidays, shiftedWorkdays }: WorkingCalendar): DayNature {
  if (holidays.has(date)) return 'holiday';
  if (shiftedWorkdays.has(date)) return 'shifted-workday';
  return isWeekend(day) ? 'weekend' : 'workday';
}
