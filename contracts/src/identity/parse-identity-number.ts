import { ok, refuse, type Result } from '../kernel/index.js';
import { type CalendarDate, isRealDate } from './calendar-date.js';
import { withoutBlanks } from './half-width.js';

export interface IdentityNumber {
  /** 18 characters: 17 digits and a digit or an upper-case X. */
  readonly number: string;
  readonly birthDate: CalendarDate;
  readonly sex: 'male' | 'female';
  /** Six digits of GB/T 2260 as they were when the number was given; an old code stays valid for life. */
  readonly region: string;
}

/** GB 11643-1999, table of weights for positions 1 to 17 (2^(18-i) mod 11). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** GB 11643-1999: the check character by the weighted sum mod 11. */
const CHECK_CHARACTERS = '10X98765432';
/** Nobody alive was born earlier; a smaller year is a slip of the pen. */
const FIRST_BIRTH_YEAR = 1900;

/** @param seventeen the first 17 digits. @returns the 18th character by GB 11643-1999 (ISO 7064, MOD 11-2). */
export function checkCharacterOf(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/**
 * Reads a citizen identity number (公民身份号码, GB 11643-1999).
 *
 * Full-width digits, blanks anywhere and a lower-case x are put right first. Refused: `identity.fifteen-digits`
 * (the old form, void since 2013), `identity.length`, `identity.characters`, `identity.digits-lost` (ends as a
 * spreadsheet leaves a number that it rounded to 15 digits), `identity.check-digit` and `identity.birth-date`
 * (no such day, before 1900, or after `asOf`).
 *
 * @param text as typed. @param asOf the day the number is read on; without it a future birth date is not noticed.
 */
export function parseIdentityNumber(text: string, asOf?: CalendarDate): Result<IdentityNumber> {
  const number = withoutBlanks(text).toUpperCase();
  if (/^\d{15}$/.test(number)) return refuse('identity.fifteen-digits');
  if (number.length !== 18) return refuse('identity.length', { length: number.length });
  if (!/^\d{17}[\dX]$/.test(number)) return refuse('identity.characters');
  if (checkCharacterOf(number) !== number[17]) {
    return refuse(number.endsWith('000') ? 'identity.digits-lost' : 'identity.check-digit');
  }
  return withBirthDate(number, asOf);
}

function withBirthDate(number: string, asOf: CalendarDate | undefined): Result<IdentityNumber> {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
  const birthDate = `${year}-${month}-${day}`;
  if (Number(year) < FIRST_BIRTH_YEAR || !isRealDate(Number(year), Number(month), Number(day))) {
    return refuse('identity.birth-date');
  }
  if (asOf !== undefined && birthDate > asOf) return refuse('identity.birth-date');
  return ok({
    number,
    birthDate,
    // GB 11643: an odd sequence number is given to men, an even one to women.
    sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
    region: number.slice(0, 6),
  });
}
