import { refuse, type Result } from '../kernel/index.js';
import type { CalendarDate } from './calendar-date.js';
import { withoutBlanks } from './half-width.js';
import { type IdentityNumber, parseIdentityNumber } from './parse-identity-number.js';

/** A spreadsheet keeps 15 significant digits (IEEE 754); from the sixteenth on they are zeros. */
const FIRST_ROUNDED = 1e15;
/** `9.90101E+17` as a csv saved from a spreadsheet holds it, and `990101198001010000.0`. */
const SCIENTIFIC = /^[+-]?\d+(\.\d+)?E\+?\d+$/i;
const DECIMAL = /^\d{15,}\.0*$/;
/** How people make a spreadsheet keep text: a leading apostrophe, or `="…"` in a csv. Some exports leave it in. */
const FORCED_TEXT = /^(?:['’‘`]|=")([^"]*)"?$/;

/**
 * Reads an identity number out of a table's cell, where it may have been stored as a number.
 * An 18-digit number cannot be stored as one without losing its last digits, and nobody can tell which they were:
 * `identity.digits-lost`. Otherwise as parseIdentityNumber.
 * @param cell the cell's value as stored. @param asOf see parseIdentityNumber.
 */
export function parseIdentityCell(cell: string | number, asOf?: CalendarDate): Result<IdentityNumber> {
  if (typeof cell === 'number') {
    const lost = !Number.isInteger(cell) || cell >= FIRST_ROUNDED;
    return lost ? refuse('identity.digits-lost') : parseIdentityNumber(String(cell), asOf);
  }
  const text = withoutBlanks(cell).replace(FORCED_TEXT, '$1');
  if (SCIENTIFIC.test(text) || DECIMAL.test(text)) return refuse('identity.digits-lost');
  return parseIdentityNumber(text, asOf);
}
