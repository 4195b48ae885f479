import type { SheetOutline } from './sheet-outline.js';
import type { Cell, TableRow } from './table.js';

/** Enough for twenty columns merged over a whole sheet; overlapping ranges cannot make the work grow beyond. */
const FILLED_MAX = 400_000;

/**
 * Numbers the rows, drops those that hold nothing and fills a merged value down, since a spreadsheet stores it in
 * the first cell alone: an employer merged over ten people belongs to each of them. A value merged across columns
 * is left in the first, which is where a title, a note or a group heading stands. Errors are put back as their text.
 * @param grid by row from the sheet's first.
 */
export function toRows(grid: readonly (readonly Cell[])[], { merged, errors }: Pick<SheetOutline, 'merged' | 'errors'>): TableRow[] {
  const cells = grid.map((row) => [...row]);
  for (const { row, column, text } of errors) putCell(cells, row, column, text);
  const filledDown = new Map<number, number[]>();
  let filled = 0;
  for (const { firstRow, lastRow, column } of merged) {
    const value = cells[firstRow - 1]?.[column] ?? null;
    if (value === null) continue;
    for (let row = firstRow + 1; row <= Math.min(lastRow, cells.length) && filled < FILLED_MAX; row += 1) {
      if ((cells[row - 1]?.[column] ?? null) !== null) continue;
      putCell(cells, row, column, value);
      filledDown.set(row, [...(filledDown.get(row) ?? []), column]);
      filled += 1;
    }
  }
  return cells
    .map((row, index) => ({ row: index + 1, cells: row, filledDown: filledDown.get(index + 1) ?? [] }))
    .filter((row) => row.cells.some((cell) => cell !== null && cell !== ''));
}

/** @param row 1-based. @param column 0-based. A row below the last one that the library returned is added. */
function putCell(cells: Cell[][], row: number, column: number, value: Cell): void {
  while (cells.length < row) cells.push([]);
  const target = cells[row - 1] ?? [];
  while (target.length < column) target.push(null);
  target[column] = value;
}
