import { error, type FileProblem, type Flaw, hasErrors, judgeJson, shapeFlaws } from '../../json-file/index.js';
import { invariant } from '../../kernel/index.js';
import type { CalendarYear } from '../calendar-year.js';
import { toWorkingCalendar, type WorkingCalendar } from '../calendar.js';
import { CHINA_YEARS } from '../china-calendar.js';
import { type OfficeHours, STANDARD_OFFICE_HOURS } from '../office-hours.js';
import { CHINA_ZONE, zoneNamed } from '../zone.js';
import { CalendarFile } from './calendar-file.js';
import { calendarFlaws } from './calendar-flaws.js';
import { calendarWords } from './calendar-words.js';

/** A calendar by its name. */
export interface NamedCalendar {
  readonly name: string;
  readonly calendar: WorkingCalendar;
}

export interface ReadCalendar {
  /** In the order of the file. */
  readonly problems: readonly FileProblem[];
  /** Undefined where a problem is an error. */
  readonly read: NamedCalendar | undefined;
}

/** Reads a calendar file. @param text strict JSON. @returns the calendar, or all that is wrong with it, with line and column. */
export function readCalendarFile(text: string): ReadCalendar {
  const { problems, value } = judgeJson(text, 'calendar', (document) => {
    const parsed = CalendarFile.safeParse(document);
    const shape = parsed.success ? officeFlaws(parsed.data) : shapeFlaws(parsed.error.issues, document, 'calendar', calendarWords);
    const isExtended = (document as { extends?: unknown } | null)?.extends === 'china';
    return { value: parsed.data, flaws: [...shape, ...calendarFlaws(document, new Set(isExtended ? CHINA_YEARS.map(({ year }) => year) : []))] };
  });
  return { problems, read: value === undefined || hasErrors({ problems }) ? undefined : { name: value.name, calendar: toCalendar(value) } };
}

function toCalendar(file: CalendarFile): WorkingCalendar {
  const named = zoneNamed(file.zone ?? CHINA_ZONE.name);
  invariant(named.ok, 'calendar: the zone was found when the file was read');
  return toWorkingCalendar(yearsOf(file), { zone: named.value, office: officeOf(file) });
}

/** A year of the file takes the place of the one that ships. */
function yearsOf({ extends: basis, years }: CalendarFile): readonly CalendarYear[] {
  const kept = basis === undefined ? [] : CHINA_YEARS.filter(({ year }) => !years.some((other) => other.year === year));
  return [...kept, ...years];
}

function officeOf({ office }: CalendarFile): OfficeHours {
  if (office === undefined) return STANDARD_OFFICE_HOURS;
  const { opens, closes, afterHours = STANDARD_OFFICE_HOURS.afterHours } = office;
  return { opensAtMinute: minuteOf(opens), closesAtMinute: minuteOf(closes), afterHours };
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const officeFlaws = ({ office }: CalendarFile): Flaw[] =>
  office === undefined || office.opens < office.closes
    ? []
    : [error('calendar.office-hours', ['office', 'closes'], `下班时间 ${office.closes} 应晚于上班时间 ${office.opens}。`, `The office closes at ${office.closes}, which is not after it opens at ${office.opens}.`)];
