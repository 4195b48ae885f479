/**
 * Full-width forms (U+FF01 to U+FF5E) and the ideographic blank to their ASCII twins: `９９０１` becomes `9901`.
 * Deliberately not NFKC, which also rewrites CJK compatibility ideographs and so could change a person's name.
 */
export const toHalfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');

/** Blanks of every kind, zero-width characters, control characters and bidirectional marks: none belongs in a number. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Zs}]+/gu;

/** @returns the text with full-width forms narrowed and everything invisible taken out. */
export const withoutBlanks = (text: string): string => toHalfWidth(text).replace(INVISIBLE, '');
