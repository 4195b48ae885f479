/** What a spreadsheet may take for a formula once the file is saved as csv (OWASP, CSV injection). */
const BEGINS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Text as it may stand in a cell: what begins like a formula has an apostrophe before it, as people write one to keep text. */
export const safeCell = (text: string): string => (BEGINS_FORMULA.test(text) ? `'${text}` : text);
