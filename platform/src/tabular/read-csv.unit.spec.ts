import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readTable, TABLE_LIMITS } from './index.js';

const read = async (bytes: Buffer | string, name = '名单.csv', limits = TABLE_LIMITS) => {
  const result = await readTable(Buffer.from(bytes), name, limits);
  return result.ok ? (result.value.sheets[0]?.rows ?? []).map(({ row, cells }) => [row, ...cells]) : result.refusal;
};

const LIST = '姓名,身份证号,工作单位\r\n李·测试,990101198001010014,示例市财政局（一）\r\n〇张,99010119830615019X,"示例县,二中"\r\n';
const ROWS = [
  [1, '姓名', '身份证号', '工作单位'],
  [2, '李·测试', '990101198001010014', '示例市财政局（一）'],
  [3, '〇张', '99010119830615019X', '示例县,二中'],
];

describe('a csv', () => {
  it('is read alike in UTF-8, UTF-8 with a mark, UTF-16 and GB18030', async () => {
    expect(await read(LIST)).toEqual(ROWS);
    expect(await read(`\ufeff${LIST}`)).toEqual(ROWS);
    expect(await read(Buffer.from(`\ufeff${LIST}`, 'utf16le'))).toEqual(ROWS);
    expect(await read(readFileSync(new URL('./fixtures/list.gb18030.csv', import.meta.url)))).toEqual(ROWS);
  });

  it('may be separated by tabs or semicolons, whatever the text holds', async () => {
    expect(await read('名单\n姓名\t单位\n张三\t甲,乙')).toEqual([[1, '名单'], [2, '姓名', '单位'], [3, '张三', '甲,乙']]);
    expect(await read('姓名;单位;备注\n张三;"甲;乙";')).toEqual([[1, '姓名', '单位', '备注'], [2, '张三', '甲;乙']]);
  });

  it('numbers a row by the physical line on which it begins', async () => {
    expect(await read('a,b\r\n"x\r\ny",c\r\n\r\n,\r\nd,e')).toEqual([[1, 'a', 'b'], [2, 'x\ny', 'c'], [6, 'd', 'e']]);
    expect(await read('a,b\rc,d\r')).toEqual([[1, 'a', 'b'], [2, 'c', 'd']]);
  });

  it('keeps a quote in the middle of a text', async () => {
    expect(await read('a,5" 屏\nb,c')).toEqual([[1, 'a', '5" 屏'], [2, 'b', 'c']]);
  });

  it('is refused when it is no text, cannot be decoded, or has an open quote', async () => {
    expect(await read(Buffer.from([0x41, 0, 0x42]))).toMatchObject({ code: 'tabular.not-text' });
    expect(await read(Buffer.from([0x41, 0x0a, 0xff, 0xff]))).toMatchObject({ code: 'tabular.undecodable' });
    expect(await read('a,b\nc,"d\ne,f\n')).toEqual({ code: 'tabular.csv-quotes', params: { line: 2 } });
    expect(await read('\n\n,,\n')).toMatchObject({ code: 'tabular.empty' });
  });

  it('is refused when it has too many rows or columns, empty lines not counted', async () => {
    const limits = { ...TABLE_LIMITS, rowsMax: 3, columnsMax: 3 };
    expect(await read('a\n\n\n\nb\n\nc', 'a.csv', limits)).toHaveLength(3);
    expect(await read('a\nb\nc\nd', 'a.csv', limits)).toMatchObject({ code: 'tabular.too-many-rows', params: { max: 3 } });
    expect(await read('a,b,c,d', 'a.csv', limits)).toMatchObject({ code: 'tabular.too-many-columns' });
  });

  it('of any bytes is read or refused, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await readTable(Buffer.from(bytes), 'a.csv');
      }),
    );
  });
});
