import { z } from 'zod';
import type { BatchId, CaseId, Instant } from '../kernel/index.js';
import { inChina, toCivilDate } from '../working-time/index.js';

/** Crockford's Base32: no letter that is read as a digit or as another letter. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BATCH_CHARACTERS = 6;
const CASE_CHARACTERS = 5;

/**
 * 案号, the number of a case for people: year of opening, batch, row of the list (`2026-7K3F9Q-012`). Of a candidate who was proposed
 * without a list the case takes the row's place (`2026-7K3F9Q-XQ2M4T`).
 */
export const CaseNumber = z
  .string()
  .regex(/^\d{4}-[0-9A-HJKMNP-TV-Z]{6}-(\d{3,5}|X[0-9A-HJKMNP-TV-Z]{5})$/)
  .describe('number of the case (案号), for people: year, batch, row of the list; e.g. 2026-7K3F9Q-012');
export type CaseNumber = z.infer<typeof CaseNumber>;

interface NumberedCase {
  readonly caseId: CaseId;
  readonly batchId: BatchId;
  /** 0 where it came without a list. */
  readonly row: number;
  readonly openedAt: Instant;
}

/**
 * The number follows from what is on record of the case and never changes. Thirty bits of the batch's id stand in it: of 1,000
 * batches of a year two share them once in 2,000 years, and whoever looks for such a number is shown both cases.
 */
export function caseNumberOf({ caseId, batchId, row, openedAt }: NumberedCase): CaseNumber {
  const year = toCivilDate(inChina(openedAt).day).slice(0, 4);
  const place = row === 0 ? `X${charactersOf(caseId, CASE_CHARACTERS)}` : String(row).padStart(3, '0');
  return `${year}-${charactersOf(batchId, BATCH_CHARACTERS)}-${place}`;
}

/** As people type it: blanks, small letters, and the letters that Crockford's alphabet leaves out. */
export const readCaseNumber = (text: string): string => text.replace(/[\s\u3000]+/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');

/** The last bits of an id that was derived by HMAC are as good as random. */
function charactersOf(id: string, count: number): string {
  const bits = BigInt(`0x${id.replaceAll('-', '').slice(-12)}`);
  return Array.from({ length: count }, (_, index) => ALPHABET[Number((bits >> BigInt(5 * (count - 1 - index))) & 31n)]).join('');
}
