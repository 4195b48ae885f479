import { describe, expect, it } from '@jest/globals';
import { placeAfter } from './use-grid-keys.js';

const SIZE = { rows: 300, columns: 22, page: 20 };
const after = (row: number, column: number, key: string, ctrlKey = false) => placeAfter({ row, column }, { key, ctrlKey }, SIZE);

describe('the keys of a grid', () => {
  it.each<[string, number, number, boolean, number, number]>([
    ['ArrowDown', 5, 3, false, 6, 3],
    ['ArrowUp', 0, 3, false, 0, 3],
    ['ArrowRight', 5, 21, false, 5, 21],
    ['ArrowLeft', 5, 3, false, 5, 2],
    ['PageDown', 290, 3, false, 299, 3],
    ['PageUp', 30, 3, false, 10, 3],
    ['Home', 5, 3, false, 5, 0],
    ['End', 5, 3, false, 5, 21],
    ['Home', 5, 3, true, 0, 0],
    ['End', 5, 3, true, 299, 21],
  ])('%s leads from %i/%i (with control: %s) to %i/%i', (key, row, column, ctrlKey, toRow, toColumn) => {
    expect(after(row, column, key, ctrlKey)).toEqual({ row: toRow, column: toColumn });
  });

  it('lead nowhere where they are for something else', () => {
    for (const key of ['a', 'Tab', 'Escape', ' ']) expect(after(1, 1, key)).toBeUndefined();
  });
});
