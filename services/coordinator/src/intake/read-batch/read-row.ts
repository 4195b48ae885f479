import { checkSocialCreditCode, type IdentityNumber, parseIdentityCell } from '@lianshen/contracts/identity';
import { type Cell, cellText, isErrorCell, type TableRow } from '@lianshen/platform/tabular';
import { BATCH_COLUMNS, columnOf, type ColumnKey } from './batch-columns.js';
import type { BatchCandidate, RowFault, RowWarning } from './batch-rows.js';
import { maskNumbersIn, maskValue } from './mask-value.js';
import { readFacts } from './read-facts.js';
import { readKeyPost } from './read-key-post.js';
import { isMonthOf, readMonths } from './read-month.js';
import { isPlausibleName, readName } from './read-name.js';
import { explainRow, type RowParams } from './row-words.js';

export interface RowContext {
  readonly sheet: string;
  readonly columns: ReadonlyMap<ColumnKey, number>;
  /** `YYYY-MM-DD`; nobody is born after it. */
  readonly today: string;
}

/** All that one row says: the candidate it would be, and what is wrong with it. */
export interface ReadRow {
  /** The name as read, for whoever looks for the row; it may be empty. */
  readonly name: string;
  /** Undefined when the identity number itself is wrong. */
  readonly identity: IdentityNumber | undefined;
  readonly candidate: BatchCandidate | undefined;
  /** In the order of BATCH_COLUMNS; the candidate counts only when there are none. */
  readonly faults: readonly RowFault[];
}

/** Reads one row that is a candidate's. */
export function readRow(row: TableRow, context: RowContext): ReadRow {
  const cellOf = (key: ColumnKey): Cell => row.cells[context.columns.get(key) ?? -1] ?? null;
  const { name } = readName(cellOf('name'));
  const identity = parseIdentityCell(numberCell(cellOf('identityNumber')), context.today);
  const number = identity.ok ? identity.value : undefined;
  const faults = BATCH_COLUMNS.flatMap(({ key }) => {
    const cell = cellOf(key);
    const code = shapeFault(key, cell) ?? contentFault(key, cell, identity, number, context.today);
    return code === undefined ? [] : [faultOf(key, cell, code)];
  });
  return { name: maskNumbersIn(name), identity: number, faults, candidate: number && toCandidate(row, context, name, number, cellOf) };
}

/** @param params what the sentence needs beyond the column's names. */
export function faultOf(key: ColumnKey, cell: Cell, code: string, params: RowParams = {}): RowFault {
  const { words, en, charactersMax } = columnOf(key);
  const sentence = explainRow(code, { zh: words[0], en, max: charactersMax, ...params });
  return { column: words[0], value: maskValue(key, cell), code, sentence };
}

function shapeFault(key: ColumnKey, cell: Cell): string | undefined {
  const { required, charactersMax } = columnOf(key);
  if (isErrorCell(cell)) return 'field.formula-error';
  const { length } = [...cellText(cell)];
  if (length === 0) return required ? 'field.required' : undefined;
  return length > charactersMax ? 'field.too-long' : undefined;
}

function contentFault(
  key: ColumnKey,
  cell: Cell,
  identity: ReturnType<typeof parseIdentityCell>,
  number: IdentityNumber | undefined,
  today: string,
): string | undefined {
  if (key === 'name') return isPlausibleName(readName(cell).name) ? undefined : 'name.implausible';
  if (key === 'identityNumber') return identity.ok ? undefined : identity.refusal.code;
  if (cellText(cell) === '') return undefined;
  if (key === 'sex') return sexFault(cell, number);
  if (key === 'recommendedOn') return recommendationFault(cell, today);
  return key === 'birth' ? birthFault(cell, number) : undefined;
}

function sexFault(cell: Cell, number: IdentityNumber | undefined): string | undefined {
  const word = cellText(cell).replace(/[\s性]/g, '');
  if (word !== '男' && word !== '女') return 'sex.unreadable';
  const sex = word === '男' ? 'male' : 'female';
  return number !== undefined && number.sex !== sex ? 'sex.mismatch' : undefined;
}

function birthFault(cell: Cell, number: IdentityNumber | undefined): string | undefined {
  const months = readMonths(cell);
  if (months.length === 0) return 'birth.unreadable';
  return number !== undefined && !months.some((month) => isMonthOf(month, number.birthDate)) ? 'birth.mismatch' : undefined;
}

/** Whether somebody goes to a meeting depends on it, so a day that cannot be read holds the row back. */
function recommendationFault(cell: Cell, today: string): string | undefined {
  const day = recommendationDay(cell);
  if (day === undefined) return 'recommendation.unreadable';
  return day > today ? 'recommendation.ahead' : undefined;
}

/** Where the list has the month alone its first day counts: the recommendation is not taken for younger than it is. */
function recommendationDay(cell: Cell): string | undefined {
  const [read, ...others] = readMonths(cell);
  if (read === undefined || others.length > 0) return undefined;
  return [read.year, read.month, read.day ?? 1].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Only text and numbers can hold an identity number; anything else is read as the text that the sheet shows. */
const numberCell = (cell: Cell): string | number => (typeof cell === 'number' ? cell : cellText(cell));

function toCandidate(
  { row }: TableRow,
  { sheet }: RowContext,
  name: string,
  identity: IdentityNumber,
  cellOf: (key: ColumnKey) => Cell,
): BatchCandidate {
  const { number, birthDate, sex } = identity;
  const employerCode = cellText(cellOf('employerCode'));
  const [tenure] = readMonths(cellOf('tenureFrom'));
  const recommendedOn = recommendationDay(cellOf('recommendedOn'));
  return {
    sheet,
    row,
    name,
    identityNumber: number,
    birthDate,
    sex,
    employer: cellText(cellOf('employer')),
    currentPost: cellText(cellOf('currentPost')),
    proposedPost: cellText(cellOf('proposedPost')),
    proposedLevel: cellText(cellOf('proposedLevel')),
    ...readKeyPost(cellOf('keyPost')),
    facts: readFacts((key) => cellText(cellOf(key))),
    remark: cellText(cellOf('remark')),
    ...(tenure && { tenureFrom: `${tenure.year}-${String(tenure.month).padStart(2, '0')}` }),
    ...(employerCode !== '' && { employerCode }),
    ...(recommendedOn !== undefined && { recommendedOn }),
    warnings: warningsOf(cellOf),
  };
}

function warningsOf(cellOf: (key: ColumnKey) => Cell): RowWarning[] {
  const warnings: RowWarning[] = [];
  const warn = (key: ColumnKey, code: string): void => {
    warnings.push({ column: columnOf(key).words[0], code, sentence: explainRow(code) });
  };
  const [code, tenure] = [cellText(cellOf('employerCode')), cellText(cellOf('tenureFrom'))];
  if (readName(cellOf('name')).noteRemoved) warn('name', 'name.note-removed');
  if (tenure !== '' && readMonths(cellOf('tenureFrom')).length !== 1) warn('tenureFrom', 'tenure.unreadable');
  // GB 32100: codes that fail their check are in lawful circulation, so the row goes on.
  if (code !== '' && !checkSocialCreditCode(code).ok) warn('employerCode', 'credit-code.check');
  return warnings;
}
