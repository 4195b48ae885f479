import { maskIdentityNumber, toHalfWidth } from '@lianshen/contracts/identity';
import { type Cell, cellText } from '@lianshen/platform/tabular';
import type { ColumnKey } from './batch-columns.js';

const SHOWN_MAX = 12;
/** Somebody may have put a number into any column, with blanks or dashes between its parts. */
const LONG_NUMBER = /[\dX](?:[\s-]?[\dX]){10,}/gi;

/**
 * A cell's value as it may stand in a report: enough to find it in the sheet, too little to use it. Of a number the
 * first three and last four characters, of a name the first, of a birth date the century; other words are cut short.
 */
export function maskValue(key: ColumnKey, cell: Cell | undefined): string {
  const characters = [...asTyped(cell)];
  if (key === 'identityNumber') return maskIdentityNumber(characters.join(''));
  if (key === 'name') return characters.slice(0, 1).join('') + '*'.repeat(Math.min(Math.max(0, characters.length - 1), SHOWN_MAX));
  if (key === 'birth') return characters.slice(0, 2).join('') + '*'.repeat(Math.min(Math.max(0, characters.length - 2), SHOWN_MAX));
  const masked = maskNumbers(characters.join(''));
  const shown = [...masked];
  return shown.length > SHOWN_MAX ? `${shown.slice(0, SHOWN_MAX).join('')}…` : masked;
}

/** A spreadsheet keeps and shows 15 significant digits and zeros behind them. */
function asTyped(cell: Cell | undefined): string {
  if (typeof cell !== 'number' || !Number.isInteger(cell) || Math.abs(cell) >= 1e21) return cellText(cell);
  const digits = cell.toFixed(0);
  return digits.slice(0, 15).padEnd(digits.length, '0');
}

const NAME_SHOWN_MAX = 50;

/** A name as read stands in reports so that its row can be found; a number that slipped into it does not. */
export const maskNumbersIn = (name: string): string =>
  [...maskNumbers(name)].slice(0, NAME_SHOWN_MAX).join('');

const maskNumbers = (text: string): string => toHalfWidth(text).replace(LONG_NUMBER, (number) => maskIdentityNumber(number));
