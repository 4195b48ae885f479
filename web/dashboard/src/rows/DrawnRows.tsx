import type { ReactNode } from 'react';

interface Properties {
  readonly count: number;
  readonly rowPx: number;
  /** The first row that is drawn; from there on the children follow. */
  readonly from: number;
  readonly children: ReactNode;
}

/**
 * The rows that are drawn, at their place among all. The height is that of all rows at every moment: while rows are exchanged
 * a browser may lay out, and where the whole is shorter for that moment it moves the scroll position back for good.
 */
export function DrawnRows({ count, rowPx, from, children }: Properties) {
  return (
    <div role="presentation" className="all-rows" style={{ height: count * rowPx }}>
      <div role="presentation" className="drawn-rows" style={{ top: from * rowPx }}>{children}</div>
    </div>
  );
}
