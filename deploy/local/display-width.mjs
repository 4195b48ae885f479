/** East Asian wide and full-width characters take two columns of a terminal. Source: Unicode TR11, the ranges in use here. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const INVISIBLE = /^[\p{Mark}\p{Format}]+$/u;

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * @param {string} text
 * @returns {number} how many columns of a terminal it takes
 */
export const displayWidth = (text) => {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += INVISIBLE.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  return width;
};

/**
 * @param {string} text
 * @param {number} width
 */
export const padToWidth = (text, width) => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/**
 * Lays rows out in columns that line up also where Chinese and Latin letters mix.
 * @param {string[][]} rows the first one is the header
 * @param {{ rightAligned?: number[] }} [options] the indexes of columns with numbers
 * @returns {string}
 */
export const layOutTable = (rows, { rightAligned = [] } = {}) => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return rightAligned.includes(column) ? ' '.repeat(width - displayWidth(cell)) + cell : padToWidth(cell, width);
      })
      .join('  ')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n');
};
