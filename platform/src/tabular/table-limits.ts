/** What a table may cost; a batch of 500 candidates needs a hundredth of it. */
export interface TableLimits {
  readonly fileBytesMax: number;
  /** Sum of the sizes in the zip's central directory. */
  readonly unpackedBytesMax: number;
  /** From `bombBytesMin` unpacked bytes on, a zip that packs better than this is taken for a bomb. */
  readonly bombRatioMax: number;
  readonly bombBytesMin: number;
  readonly rowsMax: number;
  readonly columnsMax: number;
  /** Cells over all sheets, which bounds how long reading blocks the process. */
  readonly cellsMax: number;
}

const MB = 1024 * 1024;

export const TABLE_LIMITS: TableLimits = {
  fileBytesMax: 20 * MB,
  unpackedBytesMax: 200 * MB,
  bombRatioMax: 100,
  bombBytesMin: 50 * MB,
  rowsMax: 20_000,
  columnsMax: 200,
  cellsMax: 1_000_000,
};
