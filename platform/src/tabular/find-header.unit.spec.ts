import { describe, expect, it } from '@jest/globals';
import { cellText, type ColumnSpec, findHeader, headerWord, isErrorCell, isHeaderRow, type Sheet } from './index.js';

const SPECS: ColumnSpec<'name' | 'post' | 'remark'>[] = [
  { key: 'name', words: ['姓名'], required: true },
  { key: 'post', words: ['职务', '现任职务职级'], required: true },
  { key: 'remark', words: ['备注'], required: false },
];
const sheet = (...rows: (string | null)[][]): Sheet => ({
  name: '名单',
  rows: rows.map((cells, index) => ({ row: index + 1, cells, filledDown: [] })),
});

describe('a header word', () => {
  it.each([
    ['姓  名', '姓名'],
    ['姓\u3000名', '姓名'],
    ['出生年月\n（岁）', '出生年月'],
    ['＊身份证号：', '身份证号'],
    ['现任职务/职级', '现任职务职级'],
    ['备注[选填]', '备注'],
  ])('%j means %s', (cell, word) => expect(headerWord(cell)).toBe(word));
});

describe('a header', () => {
  it('is found below a title and a note, in any order', () => {
    const header = findHeader(sheet(['题'], ['说明：姓名必填'], ['备注', '职务', null, '姓 名'], ['', 'x', null, '张三']), SPECS);
    expect(header?.row).toBe(3);
    expect(Object.fromEntries(header?.columns ?? [])).toEqual({ name: 3, post: 1, remark: 0 });
    expect(header?.rows.map(({ row }) => row)).toEqual([4]);
    expect(header?.missing).toEqual([]);
  });

  it('may take two lines', () => {
    const header = findHeader(sheet(['姓名', '任职情况', '备注'], [null, '现任职务/职级', null], ['张三', 'x']), SPECS);
    expect([header?.row, header?.columns.get('post'), header?.rows.length]).toEqual([2, 1, 1]);
  });

  it('says which required columns are not there', () => {
    expect(findHeader(sheet(['姓名', '备注']), SPECS)?.missing.map(({ key }) => key)).toEqual(['post']);
    expect(findHeader(sheet(['姓名'], ['张三']), SPECS)).toBeUndefined();
  });

  it('takes the column that holds data where a word stands twice, and says so when both do', () => {
    expect(findHeader(sheet(['姓名', '姓名', '职务'], [null, '张三', 'x']), SPECS)?.columns.get('name')).toBe(1);
    expect(findHeader(sheet(['姓名', '姓名', '职务'], ['甲', '乙', 'x']), SPECS)?.twice.map(({ key }) => key)).toEqual(['name']);
  });

  it('is known again where it is repeated', () => {
    const list = sheet(['姓名', '职务'], ['张三', '职务'], ['姓 名', '职务']);
    const header = findHeader(list, SPECS);
    expect(list.rows.map((row) => isHeaderRow(row, header?.columns ?? new Map(), SPECS, 'name'))).toEqual([true, false, true]);
  });
});

describe('the text of a cell', () => {
  it('has one blank between words and nothing invisible', () => {
    expect(cellText(' a\u3000\n b\u0000\u202e\u200b\ud800 ')).toBe('a b');
    expect([cellText(null), cellText(12), cellText(true), cellText(new Date('1980-01-02'))]).toEqual(['', '12', '是', '1980-01-02']);
    expect(cellText('=HYPERLINK("x")')).toBe('=HYPERLINK("x")');
  });

  it('is told from a formula that failed', () => {
    expect([isErrorCell('#N/A'), isErrorCell('#1'), isErrorCell(null)]).toEqual([true, false, false]);
  });
});
