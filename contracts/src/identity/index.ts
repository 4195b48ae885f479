export { type CalendarDate, isRealDate } from './calendar-date.js';
export { checkSocialCreditCode } from './check-social-credit-code.js';
export { explainIdentityRefusal } from './explain-identity-refusal.js';
export { toHalfWidth, withoutBlanks } from './half-width.js';
export { maskIdentityNumber } from './mask-identity-number.js';
export { parseIdentityCell } from './parse-identity-cell.js';
export { checkCharacterOf, type IdentityNumber, parseIdentityNumber } from './parse-identity-number.js';
export type { Words } from './words.js';
