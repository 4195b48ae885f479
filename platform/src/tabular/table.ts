/**
 * A cell's value as stored. A formula is the result that was saved with it and is never evaluated; an error is its
 * text (`#N/A`); a Date is midnight UTC of the day that the sheet shows; an empty cell is null.
 */
export type Cell = string | number | boolean | Date | null;

export interface TableRow {
  /** 1-based as the sheet shows it; in a csv the physical line on which the record begins. */
  readonly row: number;
  /** By column from the first; a row may be shorter than others. */
  readonly cells: readonly Cell[];
  /** Column indices whose value was filled down from the first cell of a merged range above. */
  readonly filledDown: readonly number[];
}

export interface Sheet {
  readonly name: string;
  /** In the file's order, without rows that hold nothing. */
  readonly rows: readonly TableRow[];
}

export interface Table {
  readonly sheets: readonly Sheet[];
}
