import type { ReactNode } from 'react';

/** So much a column needs to be read without breaking its words. */
const COLUMN_REM = 5.5;

interface Properties {
  /** What the table lists, for those who do not see where it stands. */
  readonly label: string;
  readonly heads: readonly string[];
  readonly testId?: string;
  /** Its rows. */
  readonly children: ReactNode;
}

/** A table that is scrolled sideways where the window is narrower than its columns, by the keyboard as well. */
export function WideTable({ label, heads, testId, children }: Properties) {
  return (
    <div className="wide-table" role="region" aria-label={label} tabIndex={0}>
      <table className="plain" data-testid={testId} style={{ minWidth: `${heads.length * COLUMN_REM}rem` }}>
        <thead><tr>{heads.map((head, index) => (head === '' ? <td key={index} /> : <th key={index} scope="col">{head}</th>))}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
