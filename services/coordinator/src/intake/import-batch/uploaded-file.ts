import { Refused } from '@lianshen/platform/http';
import { explainBatchRefusal } from '../read-batch/index.js';
import type { ImportRefusal } from './import-batch.js';

/** A refusal of an uploaded list, with its rows where it was for them. */
export const refusedFile = (refusal: ImportRefusal): Refused =>
  new Refused(refusal, { ...(refusal.rows ? { rows: refusal.rows } : {}) }, isOfFile(refusal.code) ? explainBatchRefusal(refusal) : undefined);

/** Refusals of the file itself have sentences that name the sheet, the row and the columns. */
const isOfFile = (code: string): boolean => code.startsWith('tabular.') || ['batch.header-not-found', 'batch.two-lists', 'batch.column-twice', 'batch.no-rows'].includes(code);

/** The name of an uploaded file as `X-File-Name` has it. @throws Refused `request.malformed`. */
export function readFileName(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '').slice(0, 255);
  } catch {
    throw new Refused({ code: 'request.malformed', params: { field: 'X-File-Name' } });
  }
}
