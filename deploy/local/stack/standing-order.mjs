import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Codes that a register may answer by itself under the order. */
const CODES = ['CLEAR', 'FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'SUGGEST_DEFER', 'OBJECT'];

/** The first one of several has the name that it would have alone. @param {number} number */
const endOf = (number) => (number === 1 ? '' : `-${number}`);

/**
 * Writes the standing order under which an agency's register connector answers without a person at hand. In an agency
 * two named people sign one; here the people are invented, and say so wherever their names appear. It is the same all
 * year, so that a second start brings no new order. Where the policy asks more approvers, as many sign it.
 * @param {{ dir: string, agency: string, approvers: number, now: Date }} options
 * @returns {string} the file's path
 */
export const writeStandingOrder = ({ dir, agency, approvers, now }) => {
  const year = now.getUTCFullYear();
  const order = {
    id: `local-demo-${agency}-${year}${endOf(approvers)}`,
    agency,
    codes: CODES,
    signers: [
      { id: `local-demo-${agency}-clerk`, name: '演示经办人（虚构，仅供本地试用）', role: 'clerk' },
      ...Array.from({ length: approvers }, (_, index) => ({ id: `local-demo-${agency}-approver${endOf(index + 1)}`, name: '演示签发人（虚构，仅供本地试用）', role: 'approver' })),
    ],
    validFrom: new Date(Date.UTC(year - 1, 11, 31)).toISOString(),
    validUntil: new Date(Date.UTC(year + 1, 11, 31)).toISOString(),
  };
  const path = join(dir, 'standing-orders', `${agency}.json`);
  mkdirSync(join(dir, 'standing-orders'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(order, null, 2)}\n`, { mode: 0o600 });
  return path;
};
