const KEPT_AT_START = 3;
const KEPT_AT_END = 4;
const MASKED_AT_LEAST = 8;

/**
 * A number as it may stand in an error or on a screen: the first three and the last four characters, the rest `*`.
 * That hides the birth date (digits 7 to 14 of GB 11643) and still lets the person who holds the list find the row.
 * Something too short to hide eight characters in is hidden whole.
 * @param text the number as written, at most 64 characters are shown.
 */
export function maskIdentityNumber(text: string): string {
  const characters = [...text.trim()].slice(0, 64);
  const hidden = characters.length - KEPT_AT_START - KEPT_AT_END;
  if (hidden < MASKED_AT_LEAST) return '*'.repeat(characters.length);
  return characters.slice(0, KEPT_AT_START).join('') + '*'.repeat(hidden) + characters.slice(-KEPT_AT_END).join('');
}
