import { ok, type Refusal, type Result } from '@lianshen/contracts/kernel';
import { cellText, findHeader, type Header, isHeaderRow, readTable, type Sheet, type Table, type TableRow } from '@lianshen/platform/tabular';
import { readRegisterRow } from './read-register-row.js';
import { REGISTER_COLUMNS, type RegisterKey } from './register-columns.js';
import { explainRegisterRefusal } from './register-words.js';
import type { Register, RegisterFault, RegisterFinding, RegisterRefusal } from './register.js';

/** Whoever corrects a register works from the top; a column that is wrong throughout need not be told 20,000 times. */
const FAULTS_MAX = 500;

export interface ReadRegisterOptions {
  /** `YYYY-MM-DD` in China; without it a birth date to come is not noticed. */
  readonly today?: string;
}

/**
 * Reads an agency's register: a sheet or csv with the columns 身份证号, 代码, 事由, 依据 in any order.
 * A register with its header and no row is valid and says clear of everybody; one bad row refuses the whole, because
 * a register that cannot be trusted must answer nobody: the row that is wrong may be the one that flags.
 *
 * Refused: what readTable refuses, `register.header-not-found`, `register.two-lists`, `register.column-twice`, and
 * `register.rows` with every fault (the first 500).
 */
export async function readRegister(
  bytes: Buffer,
  fileName: string,
  { today }: ReadRegisterOptions = {},
): Promise<Result<Register, RegisterRefusal>> {
  const table = await readTable(bytes, fileName);
  if (!table.ok) return refused(table.refusal);
  const list = findRegister(table.value);
  if (!list.ok) return refused(list.refusal);
  const { sheet, header } = list.value;
  const findings = new Map<string, RegisterFinding[]>();
  const faults: RegisterFault[] = [];
  let rowCount = 0;
  for (const row of header.rows) {
    if (isBlank(row) || isHeaderRow(row, header.columns, REGISTER_COLUMNS, 'identityNumber')) continue;
    const read = readRegisterRow(row, { sheet: sheet.name, columns: header.columns, today });
    if (Array.isArray(read)) faults.push(...read);
    else {
      rowCount += 1;
      if (read.finding) findings.set(read.identityNumber, [...(findings.get(read.identityNumber) ?? []), read.finding]);
    }
  }
  if (faults.length > 0) return refused({ code: 'register.rows', params: { count: faults.length } }, faults.slice(0, FAULTS_MAX));
  return ok({ findings, rowCount });
}

function findRegister(table: Table): Result<{ sheet: Sheet; header: Header<RegisterKey> }> {
  const headed = table.sheets.flatMap((sheet) => {
    const header = findHeader(sheet, REGISTER_COLUMNS);
    return header === undefined ? [] : [{ sheet, header }];
  });
  const complete = headed.filter(({ header }) => header.missing.length === 0);
  const [list, another] = complete;
  if (list === undefined) {
    const missing = headed[0]?.header.missing ?? REGISTER_COLUMNS;
    return { ok: false, refusal: { code: 'register.header-not-found', params: { columns: wordsOf(missing) } } };
  }
  if (another !== undefined) return { ok: false, refusal: { code: 'register.two-lists', params: {} } };
  const { twice } = list.header;
  if (twice.length > 0) return { ok: false, refusal: { code: 'register.column-twice', params: { columns: wordsOf(twice) } } };
  return ok(list);
}

/** A running number alone is an unused line; a name alone is a person whose number was forgotten, and a fault. */
const isBlank = ({ cells }: TableRow): boolean => cells.every((cell) => /^\d{0,5}$/.test(cellText(cell)));

const wordsOf = (columns: readonly { readonly words: readonly [string, ...string[]] }[]): string => columns.map(({ words }) => words[0]).join('、');

const refused = (refusal: Refusal, faults: readonly RegisterFault[] = []): { readonly ok: false; readonly refusal: RegisterRefusal } => ({
  ok: false,
  refusal: { ...refusal, sentence: explainRegisterRefusal(refusal), faults },
});
