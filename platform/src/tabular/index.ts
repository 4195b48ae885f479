export { cellText, headerWord, isErrorCell } from './cell-text.js';
export { explainTableRefusal } from './explain-table-refusal.js';
export { type ColumnSpec, findHeader, type Header, isHeaderRow } from './find-header.js';
export { readTable } from './read-table.js';
export type { Cell, Sheet, Table, TableRow } from './table.js';
export { TABLE_LIMITS, type TableLimits } from './table-limits.js';
