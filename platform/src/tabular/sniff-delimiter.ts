const DELIMITERS = [',', '\t', ';'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The header stands near the top; text further down may be full of commas. */
const LINES_LOOKED_AT = 30;

/**
 * Finds what separates the columns: comma, tab or semicolon, whichever one line holds most of outside of quotes.
 * The header is such a line, titles and notes hold few; of lines that hold as many, the upper one decides.
 * @param text with `\n` at the end of lines. @returns the comma when there is none at all.
 */
export function sniffDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; count: number } = { delimiter: ',', count: 0 };
  for (const line of text.split('\n', LINES_LOOKED_AT)) {
    const unquoted = line.replace(/"[^"]*"/g, '');
    for (const delimiter of DELIMITERS) {
      const count = unquoted.split(delimiter).length - 1;
      if (count > best.count) best = { delimiter, count };
    }
  }
  return best.delimiter;
}
