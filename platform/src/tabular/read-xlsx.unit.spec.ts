import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import writeExcelFile from 'write-excel-file/node';
import { readTable, TABLE_LIMITS, type Table } from './index.js';
import { storeZip } from './store-zip.js';

type Workbook = Parameters<typeof writeExcelFile>[0];

const toXlsx = (sheets: unknown): Promise<Buffer> => writeExcelFile(sheets as Workbook).toBuffer();

const read = async (bytes: Buffer, name = '名单.xlsx', limits = TABLE_LIMITS): Promise<Table> => {
  const result = await readTable(bytes, name, limits);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const refusalOf = async (bytes: Buffer, name = '名单.xlsx', limits = TABLE_LIMITS): Promise<string> => {
  const result = await readTable(bytes, name, limits);
  return result.ok ? 'ok' : result.refusal.code;
};

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet whose XML is written by hand, for what no library writes. */
const rawWorkbook = (sheetXml: string): Buffer =>
  storeZip(
    new Map([
      ['xl/workbook.xml', Buffer.from(`<workbook xmlns:r="${RELATIONSHIPS}"><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>`)],
      ['xl/_rels/workbook.xml.rels', Buffer.from(`<Relationships><Relationship Id="r1" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)],
      ['xl/styles.xml', Buffer.from('<styleSheet/>')],
      ['xl/worksheets/sheet1.xml', Buffer.from(`<?xml version="1.0"?><worksheet>${sheetXml}</worksheet>`)],
    ]),
  );

describe('a workbook', () => {
  it('is read sheet by sheet with rows numbered as shown and values as stored', async () => {
    const table = await read(
      await toXlsx([
        { sheet: '说明', data: [['请填写']] },
        { sheet: '名单', data: [['题'], [], ['张三', 990101198001010014, true, { value: new Date('1980-01-01'), type: Date, format: 'yyyy-mm-dd' }]] },
      ]),
    );
    expect(table.sheets.map(({ name }) => name)).toEqual(['说明', '名单']);
    expect(table.sheets[1]?.rows).toEqual([
      { row: 1, cells: ['题', null, null, null], filledDown: [] },
      { row: 3, cells: ['张三', 990101198001010014, true, new Date('1980-01-01')], filledDown: [] },
    ]);
  });

  it('fills a merged value down and leaves one merged across in its first cell', async () => {
    const table = await read(
      await toXlsx([{ sheet: '名单', data: [[{ value: '题', columnSpan: 2 }, null], [{ value: '某局', rowSpan: 3 }, '甲'], [null, '乙'], [null, '丙'], ['', '丁']] }]),
    );
    expect(table.sheets[0]?.rows.map(({ cells, filledDown }) => [cells[0], cells[1], filledDown])).toEqual([
      ['题', null, []],
      ['某局', '甲', []],
      ['某局', '乙', [0]],
      ['某局', '丙', [0]],
      [null, '丁', []],
    ]);
  });

  it('gives a formula as the result that was saved, an error as its text, and never evaluates', async () => {
    const table = await read(
      rawWorkbook('<sheetData><row r="1"><c r="A1" t="str"><f>1+1</f><v>=2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><f>1+1</f></c></row></sheetData>'),
    );
    expect(table.sheets[0]?.rows[0]?.cells.slice(0, 2)).toEqual(['=2', '#DIV/0!']);
  });

  it('takes time that grows with its rows, and no faster', async () => {
    // Of the processor, which a busy machine does not lengthen.
    const timeOf = async (rows: number): Promise<number> => {
      const data = Array.from({ length: rows }, (_, row) => Array.from({ length: 12 }, (_, column) => `格${row}-${column}`));
      const bytes = await toXlsx([{ sheet: '名单', data }]);
      const startedAt = process.cpuUsage();
      expect((await read(bytes)).sheets[0]?.rows).toHaveLength(rows);
      const { user, system } = process.cpuUsage(startedAt);
      return user + system;
    };
    await timeOf(100);
    const few = await timeOf(200);
    // Ten times the rows; a time that grew with their square would be a hundred times as long.
    expect(await timeOf(2_000)).toBeLessThan(40 * few);
  });

  it('may have formatted empty rows down to the last of a sheet', async () => {
    const table = await read(rawWorkbook('<sheetData><row r="1"><c r="A1" t="b"><v>1</v></c></row><row r="1048576"><c r="A1048576" /></row></sheetData>'));
    expect(table.sheets[0]?.rows).toHaveLength(1);
  });
});

describe('a workbook is refused', () => {
  it('when it is empty, an old or protected one, not one at all, or of another kind', async () => {
    expect(await refusalOf(Buffer.alloc(0))).toBe('tabular.empty');
    expect(await refusalOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('tabular.old-or-encrypted');
    expect(await refusalOf(Buffer.from('<html>'))).toBe('tabular.not-xlsx');
    expect(await refusalOf(storeZip(new Map([['word/document.xml', Buffer.from('<w/>')]])))).toBe('tabular.not-xlsx');
    expect(await refusalOf(Buffer.from('%PDF-1.7'), '名单.pdf')).toBe('tabular.unknown-type');
    expect(await refusalOf(rawWorkbook('<sheetData/>'))).toBe('tabular.empty');
  });

  it('when it is larger than a limit', async () => {
    const sheet = await toXlsx([{ sheet: '名单', data: [['甲', '乙'], ['丙', '丁']] }]);
    expect(await refusalOf(sheet, 'a.xlsx', { ...TABLE_LIMITS, fileBytesMax: 10 })).toBe('tabular.file-too-large');
    expect(await refusalOf(sheet, 'a.xlsx', { ...TABLE_LIMITS, rowsMax: 1 })).toBe('tabular.too-many-rows');
    expect(await refusalOf(sheet, 'a.xlsx', { ...TABLE_LIMITS, columnsMax: 1 })).toBe('tabular.too-many-columns');
    expect(await refusalOf(sheet, 'a.xlsx', { ...TABLE_LIMITS, cellsMax: 3 })).toBe('tabular.too-many-cells');
  });

  it('as a bomb before it is unpacked', async () => {
    const bomb = deflatedZip('xl/workbook.xml', Buffer.alloc(60 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusalOf(bomb)).toBe('tabular.zip-bomb');
  });

  it('when it lies about its size', async () => {
    const honest = deflatedZip('xl/workbook.xml', Buffer.alloc(1024 * 1024));
    honest.writeUInt32LE(100, honest.length - 22 - 46 - 'xl/workbook.xml'.length + 24);
    expect(await refusalOf(honest)).toBe('tabular.damaged');
  });

  it.each([
    ['a row beyond a sheet', '<sheetData><row r="900000000"><c r="A900000000"><v>1</v></c></row></sheetData>'],
    ['a row hidden behind a quoted bracket', '<sheetData><row x=">" r="900000000"><c><v>1</v></c></row></sheetData>'],
    ['a column beyond a sheet', '<sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData>'],
    ['a document type', '<!DOCTYPE a><sheetData/>'],
    ['a tag that never ends', '<sheetData><row r="1"'],
    ['a missing shared string', '<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>'],
    ['a merge of nothing', '<sheetData/><mergeCells><mergeCell ref="?"/></mergeCells>'],
  ])('for %s', async (_, xml) => expect(await refusalOf(rawWorkbook(xml))).toBe('tabular.damaged'));

  it('when it breaks off or is changed at random, without ever throwing', async () => {
    const whole = await toXlsx([{ sheet: '名单', data: [['甲', '乙'], ['丙', '丁']] }]);
    for (let cut = 5; cut < whole.length; cut += 97) expect(await refusalOf(whole.subarray(0, cut))).toMatch(/^tabular\./);
    for (let at = 4; at < whole.length; at += 61) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(await refusalOf(changed)).toMatch(/^(ok|tabular\.)/);
    }
  });
});

/** A zip of one deflated file. */
function deflatedZip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const stored = storeZip(new Map([[name, packed]]));
  const directoryAt = stored.length - 22 - 46 - name.length;
  for (const methodAt of [8, directoryAt + 10]) stored.writeUInt16LE(8, methodAt);
  for (const sizeAt of [22, directoryAt + 24]) stored.writeUInt32LE(content.length, sizeAt);
  return stored;
}
