import { maskIdentityNumber, parseIdentityCell } from '@lianshen/contracts/identity';
import { type Cell, cellText, isErrorCell, type TableRow } from '@lianshen/platform/tabular';
import { readVerdictCode } from './read-verdict-code.js';
import { REGISTER_COLUMNS, type RegisterColumn, type RegisterKey } from './register-columns.js';
import { explainRegisterFault } from './register-words.js';
import type { RegisterFault, RegisterFinding } from './register.js';

export interface RegisterRow {
  readonly identityNumber: string;
  /** Undefined for a row that says clear. */
  readonly finding: RegisterFinding | undefined;
}

export interface RegisterRowContext {
  readonly sheet: string;
  readonly columns: ReadonlyMap<RegisterKey, number>;
  /** `YYYY-MM-DD`, when birth dates to come are to be noticed. */
  readonly today: string | undefined;
}

/** @returns what the row says, or every fault it has. */
export function readRegisterRow(row: TableRow, { sheet, columns, today }: RegisterRowContext): RegisterRow | RegisterFault[] {
  const cellOf = (key: RegisterKey): Cell => row.cells[columns.get(key) ?? -1] ?? null;
  const identityCell = cellOf('identityNumber');
  const identity = parseIdentityCell(typeof identityCell === 'number' ? identityCell : cellText(identityCell), today);
  const code = readVerdictCode(cellOf('code'));
  const contentFault = (key: RegisterKey, empty: boolean): string | undefined => {
    if (key === 'identityNumber') return empty ? 'field.required' : identity.ok ? undefined : identity.refusal.code;
    if (key === 'code') return empty ? 'field.required' : code === undefined ? 'register.code-unknown' : undefined;
    return empty && code !== 'CLEAR' ? 'register.grounds-missing' : undefined;
  };
  const faults = REGISTER_COLUMNS.flatMap((column): RegisterFault[] => {
    const cell = cellOf(column.key);
    const fault = shapeFault(column, cell) ?? contentFault(column.key, cellText(cell) === '');
    if (fault === undefined) return [];
    const [word] = column.words;
    return [{ sheet, row: row.row, column: word, value: shown(column.key, cell), code: fault, sentence: explainRegisterFault(fault, word) }];
  });
  if (faults.length > 0 || !identity.ok || code === undefined) return faults;
  const { number } = identity.value;
  if (code === 'CLEAR') return { identityNumber: number, finding: undefined };
  return { identityNumber: number, finding: { code, facts: cellText(cellOf('facts')), basis: cellText(cellOf('basis')), row: row.row } };
}

function shapeFault({ charactersMax }: RegisterColumn, cell: Cell): string | undefined {
  if (isErrorCell(cell)) return 'field.formula-error';
  return [...cellText(cell)].length > charactersMax ? 'field.too-long' : undefined;
}

/** Facts name people; of them, and of a number, no more is shown than finds the row. */
function shown(key: RegisterKey, cell: Cell): string {
  const text = cellText(cell);
  if (key === 'code') return [...text].slice(0, 20).join('').replace(/[\dX]{11,}/gi, (number) => maskIdentityNumber(number));
  return key === 'identityNumber' ? maskIdentityNumber(text) : '*'.repeat(Math.min([...text].length, 8));
}
