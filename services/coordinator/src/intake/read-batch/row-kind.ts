import { cellText, isHeaderRow, type TableRow } from '@lianshen/platform/tabular';
import { BATCH_COLUMNS, type ColumnKey } from './batch-columns.js';
import type { SkippedRow } from './batch-rows.js';

type Columns = ReadonlyMap<ColumnKey, number>;

/** What stands below a list: a sum, a signature line, a note, a page number, a date. */
const FOOTER_BEGINS = [
  '合计|总计|小计|共计|总人数|共\\s*\\d+\\s*[人名]',
  '填表|制表|填报|审核|审批|复核|负责人|单位负责人|联系人|联系电话|经办|主管|分管',
  '盖章|[（(]盖章|单位[（(]?盖章',
  '注[:：1一]|注$|备注[:：]|说明|附件|附[:：]',
  '日期|第\\s*\\d+\\s*页|\\d{4}\\s*年\\s*\\d{1,2}\\s*月',
];
const FOOTER = new RegExp(`^(${FOOTER_BEGINS.join('|')})`);

/** 一、提拔任职（5人） or （二）平级转任: a group's heading between rows. */
const GROUP_HEADING = /^([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)])/;

/**
 * Says whether a row is a candidate's (undefined), blank below its header, or none and why. Only a row without an
 * identity number can be a footer or a heading, so that no candidate is lost to a word.
 */
export function kindOfRow(row: TableRow, columns: Columns): SkippedRow['why'] | 'blank' | undefined {
  const textOf = (key: ColumnKey): string => cellText(row.cells[columns.get(key) ?? -1]);
  const own = BATCH_COLUMNS.filter(({ key }) => isOwn(row, columns.get(key)) && textOf(key) !== '');
  if (isHeaderRow(row, columns, BATCH_COLUMNS, 'identityNumber')) return 'header-again';
  if (isFilled(row, columns.get('name')) && isFilled(row, columns.get('identityNumber'))) return 'continuation';
  if (isOwn(row, columns.get('identityNumber')) && textOf('identityNumber') !== '') return undefined;
  const first = cellText(row.cells.find((cell, column) => isOwn(row, column) && cellText(cell) !== ''));
  if (FOOTER.test(first) && (own.length <= 2 || own.every(({ key }) => FOOTER.test(textOf(key))))) return 'footer';
  if (GROUP_HEADING.test(first) && own.length <= 1) return 'group-heading';
  return own.length === 0 ? 'blank' : undefined;
}

/** A value merged over several people stands on rows that may otherwise be blank. */
const isFilled = (row: TableRow, column: number | undefined): boolean => column !== undefined && row.filledDown.includes(column);
const isOwn = (row: TableRow, column: number | undefined): boolean => column !== undefined && !row.filledDown.includes(column);
