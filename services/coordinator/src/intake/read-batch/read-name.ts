import { toHalfWidth } from '@lianshen/contracts/identity';
import { type Cell, cellText } from '@lianshen/platform/tabular';

export interface ReadName {
  readonly name: string;
  /** Something stood in brackets behind the name, e.g. （女）, and was left out. */
  readonly noteRemoved: boolean;
}

const HAN = String.raw`\p{Script=Han}`;
const BLANKS_AT_HAN = new RegExp(`(?<=[${HAN}·])\\s+|\\s+(?=[${HAN}·])`, 'gu');
/** What keyboards and exports put in place of the middle dot (U+00B7, 间隔号, GB/T 15834-2011) of a transcribed name. */
const MIDDLE_DOTS = /[•‧∙⋅・･●﹒.．]/gu;
/** 〇 is a letter number to Unicode and a character to people; 々 and rare characters of other planes are Han. */
const PLAUSIBLE = new RegExp(`^(?:[${HAN}〇](?:[${HAN}〇·]*[${HAN}〇])|[\\p{L}${HAN}][\\p{L}\\p{M}${HAN}·' -]*[\\p{L}\\p{M}${HAN}])$`, 'u');

/**
 * Reads a person's name: the blanks that pad two characters to three are taken out, variants of the middle dot become
 * `·`, and what stands in brackets behind it is left out. Blanks between Latin words stay.
 */
export function readName(cell: Cell | undefined): ReadName {
  const text = cellText(cell).replace(/[（(][^）)]*[）)]\s*$/u, '').trim();
  const name = toHalfWidth(text).replace(MIDDLE_DOTS, '·').replace(BLANKS_AT_HAN, '');
  return { name, noteRemoved: text !== cellText(cell) };
}

/** @returns whether a name can be one: two letters or more, no digits, no signs but the middle dot. */
export const isPlausibleName = (name: string): boolean => PLAUSIBLE.test(name);
