import { toHalfWidth } from '@lianshen/contracts/identity';
import type { Cell } from './table.js';

/** What a formula leaves when it fails (ECMA-376 part 1, 18.17.3). */
const ERRORS = new Set(['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!', '#SPILL!', '#GETTING_DATA']);

/** @returns whether the cell holds a formula's error instead of a value. */
export const isErrorCell = (cell: Cell): boolean => typeof cell === 'string' && ERRORS.has(cell.trim());

/**
 * A cell as text for people's words: control and format characters (bidirectional overrides, zero-width marks, byte
 * order marks, halves of surrogate pairs) are taken out, runs of blanks become one, and the ends are trimmed.
 * What begins with = + - @ is text like any other. A Date gives `YYYY-MM-DD`, a boolean 是 or 否.
 */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell)
    .replace(/[\s\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
}

/**
 * A header's word without what offices vary: `姓  名`, `出生年月\n（岁）`, `＊身份证号：` and `现任职务/职级` become
 * 姓名, 出生年月, 身份证号 and 现任职务职级.
 */
export const headerWord = (cell: Cell | undefined): string =>
  toHalfWidth(cellText(cell))
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】|〔[^〕]*〕/g, '')
    .replace(/[\s*:：、,，/\\·.。_|-]+/g, '');
