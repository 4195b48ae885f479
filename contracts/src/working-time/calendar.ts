import { type CivilDate, type DayNumber, isWeekend, toCivilDate } from './civil-date.js';

/** One year as the General Office of the State Council (国务院办公厅) announces it. */
export interface CalendarYear {
  readonly year: number;
  /** Where the year was announced. */
  readonly source: string;
  /** Days off, weekends among them included, as closed ranges. */
  readonly off: readonly (readonly [from: CivilDate, to: CivilDate])[];
  /** Weekend days that are worked in exchange (调休). */
  readonly shiftedWorkdays: readonly CivilDate[];
}

/** The years that are known; any other year is counted Monday to Friday and marked provisional (暂定). */
export interface WorkingCalendar {
  readonly years: ReadonlySet<number>;
  readonly off: ReadonlySet<CivilDate>;
  readonly shiftedWorkdays: ReadonlySet<CivilDate>;
}

export interface DayKind {
  readonly working: boolean;
  /** The year is not known, so this is only Monday to Friday. */
  readonly provisional: boolean;
}

/** @param years each year once. */
export function toWorkingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  return {
    years: new Set(years.map(({ year }) => year)),
    off: new Set(years.flatMap(({ off }) => off.flatMap(([from, to]) => daysFromTo(from, to)))),
    shiftedWorkdays: new Set(years.flatMap(({ shiftedWorkdays }) => shiftedWorkdays)),
  };
}

function daysFromTo(from: CivilDate, to: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** @returns whether the day is worked, and whether that is only provisional. */
export function kindOfDay(day: DayNumber, calendar: WorkingCalendar): DayKind {
  const date = toCivilDate(day);
  const provisional = !calendar.years.has(Number(date.slice(0, 4)));
  if (calendar.off.has(date)) return { working: false, provisional };
  return { working: calendar.shiftedWorkdays.has(date) || !isWeekend(day), provisional };
}
