import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Cell, readTable } from '@lianshen/platform/tabular';
import writeExcelFile from 'write-excel-file/node';
import { grid, HEADER, OTHER, PERSON } from './batch-builder.spec-kit.js';
import { type BatchRead, readBatch } from './index.js';

const read = async (bytes: Buffer, name: string): Promise<BatchRead> => {
  const table = await readTable(bytes, name);
  if (!table.ok) throw new Error(table.refusal.code);
  const result = readBatch(table.value, { today: '2026-09-24' });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const toXlsx = async (...sheets: object[]): Promise<Buffer> =>
  await writeExcelFile(sheets as unknown as Parameters<typeof writeExcelFile>[0]).toBuffer();
/** Rows of plain values as the writing library takes them; an empty text is an empty cell. */
const cells = (rows: Cell[][]): object[][] => rows.map((row) => row.map((value) => (value === '' || value === null ? null : value)) as object[]);
const toCsv = (rows: Cell[][]): string => rows.map((row) => row.map((cell) => (cell === null ? '' : `"${String(cell)}"`)).join(',')).join('\r\n');
const summary = ({ candidates, refused }: BatchRead) => ({
  candidates: candidates.map(({ row, name }) => `${row} ${name}`),
  refused: refused.map(({ row, candidate, code }) => `${row} ${candidate} ${code}`),
});

describe('a batch file', () => {
  const rows = grid([PERSON, { ...OTHER, 性别: '男' }, OTHER], { above: [['拟任人选名单']], below: [['填表人：']] });
  const expected = { candidates: ['3 张三'], refused: ['4 李四 sex.mismatch', '5 李四 person.repeated'] };

  it('says the same as a workbook and as csv in each encoding', async () => {
    expect(summary(await read(await toXlsx({ sheet: '说明', data: [['说明']] }, { sheet: '名单', data: cells(rows) }), 'a.xlsx'))).toEqual(expected);
    expect(summary(await read(Buffer.from(toCsv(rows)), 'a.csv'))).toEqual(expected);
    expect(summary(await read(Buffer.from(`\ufeff${toCsv(rows)}`), 'a.csv'))).toEqual(expected);
    expect(summary(await read(readFileSync(new URL('./fixtures/batch.gb18030.csv', import.meta.url)), 'a.csv'))).toEqual(expected);
  });

  it('may have a header of two lines, merged as offices merge it, and an employer merged over people', async () => {
    const data = [
      [{ value: '姓名', rowSpan: 2 }, { value: '公民身份号码', rowSpan: 2 }, { value: '现工作单位', rowSpan: 2 }, { value: '职务情况', columnSpan: 2 }, null],
      [null, null, null, { value: '现任' + '职务' }, { value: '拟任职务' }],
      [{ value: '张三' }, { value: '990101198001010014' }, { value: '示例局', rowSpan: 2 }, { value: '科长' }, { value: '副局长' }],
      [{ value: '李四' }, { value: '990101198512120020' }, null, { value: '科员' }, { value: '科长' }],
    ];
    const { candidates, refused } = await read(await toXlsx({ sheet: '名单', data }), 'a.xlsx');
    expect(refused).toEqual([]);
    expect(candidates.map(({ name, employer, proposedPost }) => [name, employer, proposedPost])).toEqual([
      ['张三', '示例局', '副局长'],
      ['李四', '示例局', '科长'],
    ]);
  });

  it('takes time that grows with its rows, and no faster', async () => {
    // Of the processor, which a busy machine does not lengthen.
    const timeOf = async (rows: number): Promise<number> => {
      const bytes = await toXlsx({ sheet: '名单', data: cells(grid(Array.from({ length: rows }, () => PERSON), { header: HEADER })) });
      const startedAt = process.cpuUsage();
      expect((await read(bytes, 'a.xlsx')).refused).toHaveLength(rows - 1);
      const { user, system } = process.cpuUsage(startedAt);
      return user + system;
    };
    await timeOf(100);
    const few = await timeOf(200);
    // Ten times the rows; a time that grew with their square would be a hundred times as long.
    expect(await timeOf(2_000)).toBeLessThan(40 * few);
  });
});

describe('the sample that ships', () => {
  it('is read with exactly the rows that are meant to pass and to be refused', async () => {
    const sample = readFileSync(new URL('../../../../../deploy/local/sample/batch.xlsx', import.meta.url));
    expect(summary(await read(sample, 'batch.xlsx'))).toEqual({
      candidates: [
        '5 林知远', '6 周望舒', '7 李慕', '8 郑砚秋', '9 何书恒', '10 阿依努尔·沙吾提', '11 梁栖梧', '12 宋予安', '13 唐既明',
        '14 叶疏桐', '15 罗景行', '17 韩亦舟', '20 邓思齐', '21 彭若溪', '22 蒋怀瑾', '23 范云舒',
      ],
      refused: ['16 苏映雪 identity.check-digit', '18 冯若谷 sex.mismatch', '19 曹清和 identity.digits-lost', '24 周望舒 person.repeated'],
    });
  });
});
