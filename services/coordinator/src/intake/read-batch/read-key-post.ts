import { toHalfWidth } from '@lianshen/contracts/identity';
import { type Cell, cellText } from '@lianshen/platform/tabular';

const YES = new Set(['是', '√', '✓', '✔', '☑', 'Y', 'YES', 'TRUE', '1', '有', '重点', '重点岗位']);
const NO = new Set(['', '否', '×', '✗', '☐', 'N', 'NO', 'FALSE', '0', '无', '-', '—', '——', '/', '非重点', '非重点岗位']);

export interface ReadKeyPost {
  readonly keyPost: boolean;
  readonly keyPostTags: readonly string[];
}

/** Reads 重点岗位: a yes or a no in the signs that offices use, or else tags separated by 、, commas or semicolons. */
export function readKeyPost(cell: Cell | undefined): ReadKeyPost {
  const text = toHalfWidth(cellText(cell));
  const word = text.toUpperCase();
  if (NO.has(word)) return { keyPost: false, keyPostTags: [] };
  if (YES.has(word)) return { keyPost: true, keyPostTags: [] };
  const tags = text.split(/[、,;，；|/]+/).map((tag) => tag.trim());
  return { keyPost: true, keyPostTags: [...new Set(tags.filter((tag) => tag !== ''))] };
}
