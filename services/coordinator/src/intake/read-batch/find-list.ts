import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { findHeader, type Header, type Sheet, type Table } from '@lianshen/platform/tabular';
import { BATCH_COLUMNS, type ColumnKey } from './batch-columns.js';
import { kindOfRow } from './row-kind.js';

export interface CandidateList {
  readonly sheet: string;
  readonly header: Header<ColumnKey>;
}

const WORDS_MAX = 200;
const REQUIRED = BATCH_COLUMNS.filter(({ required }) => required);
const wordsOf = (columns: readonly { readonly words: readonly [string, ...string[]] }[]): string =>
  columns.map(({ words }) => words[0]).join('、');
const namesOf = (lists: readonly CandidateList[]): string => lists.map(({ sheet }) => sheet).join('、').slice(0, WORDS_MAX);

/**
 * Finds the one candidate list of a table, on whichever sheet it is.
 * Refused: `batch.header-not-found` (with what is missing on the sheet that comes closest), `batch.two-lists`,
 * `batch.column-twice`, `batch.no-rows`.
 */
export function findList(table: Table): Result<CandidateList> {
  const headed = table.sheets.flatMap((sheet) => withHeader(sheet));
  const complete = headed.filter(({ header }) => header.missing.length === 0);
  if (complete.length === 0) return headerNotFound(headed);
  const filled = complete.filter(({ header }) => header.rows.some((row) => kindOfRow(row, header.columns) === undefined));
  const [list, another] = filled;
  if (list === undefined) return refuse('batch.no-rows', { sheets: namesOf(complete) });
  if (another !== undefined) return refuse('batch.two-lists', { sheets: namesOf(filled) });
  const { twice } = list.header;
  return twice.length > 0 ? refuse('batch.column-twice', { sheet: list.sheet, columns: wordsOf(twice) }) : ok(list);
}

function withHeader(sheet: Sheet): CandidateList[] {
  const header = findHeader(sheet, BATCH_COLUMNS);
  return header === undefined ? [] : [{ sheet: sheet.name, header }];
}

function headerNotFound(headed: readonly CandidateList[]): Result<never> {
  const [closest] = headed.toSorted((one, other) => one.header.missing.length - other.header.missing.length);
  return refuse('batch.header-not-found', {
    lookedFor: wordsOf(REQUIRED),
    missing: wordsOf(closest?.header.missing ?? REQUIRED),
    sheet: closest?.sheet ?? '',
    row: closest?.header.row ?? 0,
  });
}
