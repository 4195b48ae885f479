import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import readExcelFile from 'read-excel-file/node';
import { toRows } from './fill-merged.js';
import { outlineOf, type SheetOutline } from './sheet-outline.js';
import { sheetPaths } from './sheet-paths.js';
import { storeZip } from './store-zip.js';
import type { Cell, Sheet, Table } from './table.js';
import type { TableLimits } from './table-limits.js';
import { unzip } from './unzip.js';
import { MalformedXml } from './xml-tags.js';
import { readZipDirectory } from './zip-directory.js';

const WORKBOOK = 'xl/workbook.xml';

/**
 * Reads every sheet of an .xlsx workbook (ECMA-376). Sizes are checked on the zip's directory before anything is
 * unpacked, and rows and columns on the XML before anything is parsed.
 * Refused: as readTable says for xlsx.
 */
export async function readXlsx(bytes: Buffer, limits: TableLimits): Promise<Result<Table>> {
  const directory = readZipDirectory(bytes, limits);
  if (!directory.ok) return directory;
  if (!directory.value.some(({ name }) => name === WORKBOOK)) return refuse('tabular.not-xlsx');
  const files = await unzip(bytes, directory.value.filter(({ name }) => /^xl\/.*\.(xml|rels)$/.test(name)));
  if (!files.ok) return files;
  try {
    return await readWorkbook(files.value, limits);
  } catch (error) {
    if (error instanceof MalformedXml) return refuse('tabular.damaged');
    throw error;
  }
}

async function readWorkbook(files: ReadonlyMap<string, Buffer>, limits: TableLimits): Promise<Result<Table>> {
  const paths = sheetPaths(files);
  const outlines = paths.map((path) => outlineOf(files.get(path) ?? Buffer.alloc(0)));
  const extent = withinLimits(outlines, limits);
  if (!extent.ok) return extent;
  const sheets = await readSheets(files);
  if (sheets.length !== outlines.length) return refuse('tabular.damaged');
  return ok({
    sheets: sheets.map(({ name, grid }, index): Sheet => ({
      name,
      rows: toRows(grid, outlines[index] ?? { merged: [], errors: [] }),
    })),
  });
}

async function readSheets(files: ReadonlyMap<string, Buffer>): Promise<{ name: string; grid: Cell[][] }[]> {
  try {
    const sheets = await readExcelFile(storeZip(files), { trim: false });
    // The library's type says `typeof Date` where it returns a Date, and hides that a chart sheet has no data.
    return sheets.map(({ sheet, data }) => ({ name: sheet, grid: (data as unknown as Cell[][] | undefined) ?? [] }));
  } catch {
    // No I/O is left at this point, so whatever the library throws says that the content is not what a spreadsheet
    // writes. Its message may quote cells and goes no further.
    throw new MalformedXml('the spreadsheet library cannot read the workbook');
  }
}

function withinLimits(outlines: readonly SheetOutline[], limits: TableLimits): Result<true> {
  let cells = 0;
  for (const outline of outlines) {
    if (outline.lastRow > limits.rowsMax) return refuse('tabular.too-many-rows', { max: limits.rowsMax });
    if (outline.lastColumn > limits.columnsMax) return refuse('tabular.too-many-columns', { max: limits.columnsMax });
    cells += outline.cells;
  }
  return cells > limits.cellsMax ? refuse('tabular.too-many-cells', { max: limits.cellsMax }) : ok(true);
}
