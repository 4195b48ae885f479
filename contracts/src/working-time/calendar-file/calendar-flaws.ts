import { error, warning, type Flaw, type Path } from '../../json-file/index.js';
import { CalendarYear } from '../calendar-year.js';
import { daysFromTo } from '../calendar.js';
import { type CivilDate, isWeekend, toDayNumber } from '../civil-date.js';

/** A year of the right shape, and where it stands in the file. */
interface PlacedYear {
  readonly year: CalendarYear;
  readonly path: Path;
}

/**
 * What a calendar says that cannot be: gaps and contradictions. Years that have not even their shape are left out, so that
 * what is wrong with the others is told at once. @param basis years that are known without the file.
 */
export function calendarFlaws(document: unknown, basis: ReadonlySet<number>): Flaw[] {
  const written = yearsIn(document);
  const years = written.flatMap((each, index): PlacedYear[] => {
    const parsed = CalendarYear.safeParse(each);
    return parsed.success ? [{ year: parsed.data, path: ['years', index] }] : [];
  });
  const missing = years.length === written.length ? gaps(years, basis) : [];
  return [...missing, ...repeatedYears(years), ...years.flatMap(yearFlaws)];
}

function yearsIn(document: unknown): readonly unknown[] {
  const { years } = (document ?? {}) as { years?: unknown };
  return Array.isArray(years) ? years : [];
}

/** A year in the middle would be counted Monday to Friday without anybody having meant it. */
function gaps(years: readonly PlacedYear[], basis: ReadonlySet<number>): Flaw[] {
  const known = [...new Set([...basis, ...years.map(({ year }) => year.year)])].sort((one, other) => one - other);
  return known.flatMap((year, index) => {
    const before = known[index - 1] ?? year - 1;
    if (before === year - 1) return [];
    const missing = before + 1 === year - 1 ? String(year - 1) : `${before + 1}–${year - 1}`;
    const placed = years.find((each) => each.year.year === year) ?? years.find((each) => each.year.year === before);
    return [error('calendar.year-gap', [...(placed?.path ?? []), 'year'], `${before} 年与 ${year} 年之间缺少 ${missing} 年；请补上，日历不能有缺口。`, `Between ${before} and ${year}, ${missing} is missing; add it, a calendar has no gaps.`)];
  });
}

const repeatedYears = (years: readonly PlacedYear[]): Flaw[] =>
  years
    .filter(({ year }, index) => years.findIndex((other) => other.year.year === year.year) !== index)
    .map(({ year, path }) => error('calendar.year-twice', [...path, 'year'], `${year.year} 年写了两次；请合并为一处。`, `The year ${year.year} stands there twice; make one of both.`));

function yearFlaws({ year, path }: PlacedYear): Flaw[] {
  const none = year.holidays.length === 0 ? [warning('calendar.no-holidays', [...path, 'holidays'], `${year.year} 年没有节假日，请核对。`, `The year ${year.year} has no holidays; is that meant?`)] : [];
  return [...none, ...holidayFlaws(year, path), ...shiftFlaws(year, path)];
}

function holidayFlaws({ year, holidays }: CalendarYear, path: Path): Flaw[] {
  const seen = new Set<CivilDate>();
  return holidays.flatMap(({ from, to }, index) => {
    const place = [...path, 'holidays', index];
    const foreign = (['from', 'to'] as const).flatMap((end) => otherYear({ from, to }[end], year, [...place, end]));
    if (foreign.length > 0) return foreign;
    if (from > to) return [error('calendar.range-backwards', [...place, 'to'], `结束日 ${to} 早于开始日 ${from}。`, `It ends on ${to}, before it begins on ${from}.`)];
    const days = daysFromTo(from, to);
    const twice = days.filter((date) => seen.has(date));
    for (const date of days) seen.add(date);
    return twice.map((date) => error('calendar.holiday-twice', [...place, 'from'], `${date} 属于两个节假日；每天只写一次。`, `${date} is in two holidays; write each day once.`));
  });
}

function shiftFlaws({ year, holidays, shiftedWorkdays }: CalendarYear, path: Path): Flaw[] {
  return shiftedWorkdays.flatMap((date, index) => {
    const place = [...path, 'shiftedWorkdays', index];
    const holiday = holidays.find(({ from, to }) => from <= date && date <= to);
    const found = otherYear(date, year, place);
    if (shiftedWorkdays.indexOf(date) !== index) found.push(error('calendar.shifted-twice', place, `调休上班日 ${date} 写了两次。`, `The shifted workday ${date} stands there twice.`));
    if (holiday) found.push(error('calendar.shifted-holiday', place, `${date} 既是“${holiday.name.zh}”放假日又是调休上班日。`, `${date} is both a day off (${holiday.name.en}) and a shifted workday.`));
    if (!isWeekend(toDayNumber(date))) found.push(error('calendar.shifted-weekday', place, `${date} 不是周六或周日，本来就上班，不能是调休上班日。`, `${date} is neither Saturday nor Sunday and worked anyway, so it is no shifted workday.`));
    return found;
  });
}

const otherYear = (date: CivilDate, year: number, path: Path): Flaw[] =>
  date.startsWith(`${year}-`) ? [] : [error('calendar.other-year', path, `${date} 不在 ${year} 年；跨年的假期请分写在两年里。`, `${date} is not in ${year}; a holiday over the turn of the year is written in both years.`)];
