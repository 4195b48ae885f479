import { isRealDate, toHalfWidth } from '@lianshen/contracts/identity';
import { type Cell, cellText } from '@lianshen/platform/tabular';

/** A month, and the day where the list has it. */
export interface ReadMonth {
  readonly year: number;
  readonly month: number;
  readonly day?: number;
}

/** Days from 1899-12-30, which is what Excel counts from after its leap-year error of 1900, to 1970-01-01. */
const SERIAL_OF_1970 = 25_569;
const SERIAL_MIN = 3_654;
const SERIAL_MAX = 73_050;
const DAY_MS = 86_400_000;

const SEPARATED = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|(?:月|[./-])(\d{1,2})(?:日|号)?)?$/;
const RUN_TOGETHER = /^(\d{4})(\d{2})(\d{2})?$/;
/** A clock time behind a date, as an export writes it. */
const CLOCK_TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;

/**
 * Reads a month such as a birth month: 1980.01, 1980-01, 1980/1, 1980年1月, 198001, 19800101, 1980年1月5日, a date, a
 * date's serial number, with a note in brackets or 生 or 岁 behind it.
 * @returns every month that may be meant; several only for 1980.1, which a spreadsheet also makes out of 1980.10.
 * Empty when nothing can be read.
 */
export function readMonths(cell: Cell | undefined): ReadMonth[] {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? [] : [ofInstant(cell.getTime())];
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= SERIAL_MIN && cell <= SERIAL_MAX) {
    return [ofInstant((cell - SERIAL_OF_1970) * DAY_MS)];
  }
  const text = toHalfWidth(cellText(cell)).replace(CLOCK_TIME, '').replace(/\([^)]*\)|\d+岁|[\s生]/g, '').replaceAll('。', '.');
  const [, year, month, day] = SEPARATED.exec(text) ?? RUN_TOGETHER.exec(text) ?? [];
  if (year === undefined || month === undefined) return [];
  const read = [{ year: Number(year), month: Number(month), ...(day === undefined ? {} : { day: Number(day) }) }];
  if (/^\d{4}\.1$/.test(text)) read.push({ year: Number(year), month: 10 });
  return read.filter((one) => isRealDate(one.year, one.month, one.day ?? 1));
}

/** A month that is stored as a date has the first as its day, so the first says nothing of the day. */
function ofInstant(at: number): ReadMonth {
  const date = new Date(at);
  const month = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
  return date.getUTCDate() === 1 ? month : { ...month, day: date.getUTCDate() };
}

/** @param birthDate `YYYY-MM-DD`. @returns whether the month, and the day where one was read, is that date's. */
export function isMonthOf({ year, month, day }: ReadMonth, birthDate: string): boolean {
  const text = `${year}-${String(month).padStart(2, '0')}`;
  return day === undefined ? birthDate.startsWith(text) : birthDate === `${text}-${String(day).padStart(2, '0')}`;
}
