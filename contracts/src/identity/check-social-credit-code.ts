import { ok, refuse, type Result } from '../kernel/index.js';
import { withoutBlanks } from './half-width.js';

/** GB 32100-2015, table of characters: digits and capitals without I, O, S, V and Z. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** GB 32100-2015: 3^(i-1) mod 31 for positions 1 to 17. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Checks a unified social credit code (统一社会信用代码, GB 32100-2015).
 * Codes that fail the check are in lawful circulation, so a caller warns and does not block.
 * Refused: `credit-code.length`, `credit-code.characters`, `credit-code.check-digit`.
 * @param text as typed; blanks, full-width forms and small letters are put right. @returns the 18 characters.
 */
export function checkSocialCreditCode(text: string): Result<string> {
  const code = withoutBlanks(text).toUpperCase();
  if (code.length !== 18) return refuse('credit-code.length', { length: code.length });
  const values = [...code].map((character) => CHARACTERS.indexOf(character));
  if (values.includes(-1)) return refuse('credit-code.characters');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  return values[17] === (31 - (sum % 31)) % 31 ? ok(code) : refuse('credit-code.check-digit');
}
