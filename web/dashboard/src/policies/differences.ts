import { structuredPatch } from 'diff';

export interface DifferentLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A stretch of lines around what differs, and how many were passed over before it. */
export interface Stretch {
  readonly skipped: number;
  readonly lines: readonly DifferentLine[];
}

const AROUND = 3;
const KINDS = { ' ': 'same', '+': 'added', '-': 'removed' } as const;

/** What differs line by line, each with three lines around it. */
export function differences(before: string, after: string): Stretch[] {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: AROUND });
  let seen = 1;
  return hunks.map(({ oldStart, oldLines, lines }) => {
    const skipped = oldStart - seen;
    seen = oldStart + oldLines;
    return { skipped, lines: lines.flatMap(lineOf) };
  });
}

/** Marks such as "no newline at the end" are no lines of the document. */
function lineOf(line: string): DifferentLine[] {
  const [sign = ''] = line;
  return sign in KINDS ? [{ kind: KINDS[sign as keyof typeof KINDS], text: line.slice(1) }] : [];
}
