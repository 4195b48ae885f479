import type { Cell, Table } from '@lianshen/platform/tabular';

/** For specs: a table as personnel offices keep it, changed step by step. All people are invented. */
export const HEADER = ['序号', '姓名', '身份证号', '性别', '出生年月', '工作单位', '现任职务', '拟任职务', '拟任层次', '重点岗位', '备注'];

export const PERSON: Readonly<Record<string, Cell>> = {
  姓名: '张三',
  身份证号: '990101198001010014',
  性别: '男',
  出生年月: '1980.01',
  工作单位: '示例市财政局',
  现任职务: '科长',
  拟任职务: '副局长',
  拟任层次: '乡科级正职',
  重点岗位: '是',
  备注: '',
};

export const OTHER: Readonly<Record<string, Cell>> = { ...PERSON, 姓名: '李四', 身份证号: '990101198512120020', 性别: '女', 出生年月: '1985.12' };

export interface ListOptions {
  readonly header?: readonly Cell[];
  readonly above?: readonly (readonly Cell[])[];
  readonly below?: readonly (readonly Cell[])[];
  readonly sheet?: string;
}

/** @param people by the header's words. @returns a grid, row by row. */
export function grid(people: readonly Readonly<Record<string, Cell>>[], { header = HEADER, above = [], below = [] }: ListOptions = {}): Cell[][] {
  const rows = people.map((person, index) => header.map((word) => (word === '序号' ? index + 1 : (person[String(word)] ?? null))));
  return [...above, header, ...rows, ...below].map((row) => [...row]);
}

/** @returns a table of one sheet whose header is in row 1 unless something stands above it. */
export function aTable(people: readonly Readonly<Record<string, Cell>>[], options: ListOptions = {}): Table {
  const rows = grid(people, options).map((cells, index) => ({ row: index + 1, cells, filledDown: [] }));
  return { sheets: [{ name: options.sheet ?? '名单', rows }] };
}
