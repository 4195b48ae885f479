import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

interface Properties {
  readonly count: number;
  /** Pixels; every row has it. */
  readonly rowHeight: number;
  readonly label: string;
  readonly row: (index: number) => ReactNode;
  /** The row that the keyboard is at; it is kept in sight. */
  readonly active: number;
  readonly head: ReactNode;
  readonly onNearEnd: () => void;
}

/** Rows above and below what is in sight that are there already. */
const AHEAD = 8;
const NEAR_END_ROWS = 20;

/** A table of any length of which only what is in sight is drawn. */
export function VirtualRows({ count, rowHeight, label, row, active, head, onNearEnd }: Properties) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, height: 600 });
  const look = (): void => {
    const element = place.current;
    if (element) setSeen({ from: Math.floor(element.scrollTop / rowHeight), height: element.clientHeight });
  };
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [rowHeight]);
  useKeptInSight(place, active, rowHeight);
  const first = Math.max(0, seen.from - AHEAD);
  const end = Math.min(count, seen.from + Math.ceil(seen.height / rowHeight) + AHEAD);
  useEffect(() => {
    if (end >= count - NEAR_END_ROWS) onNearEnd();
  }, [end, count, onNearEnd]);
  return (
    <div className="rows" ref={place} onScroll={look} tabIndex={0} role="table" aria-label={label} aria-rowcount={count + 1} data-testid="rows">
      <div role="rowgroup" className="rows-head">{head}</div>
      <div role="rowgroup" style={{ height: count * rowHeight, position: 'relative' }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset).map((index) => (
          <div key={index} style={{ position: 'absolute', insetInline: 0, top: index * rowHeight, height: rowHeight }} role="presentation">{row(index)}</div>
        ))}
      </div>
    </div>
  );
}

/** The row that the keyboard is at stays in sight, and the list has the focus. */
function useKeptInSight(place: React.RefObject<HTMLDivElement | null>, active: number, rowHeight: number): void {
  useEffect(() => {
    const element = place.current;
    if (!element || active < 0) return;
    // From here on the keys belong to the list, and to no button that was pressed before.
    element.focus({ preventScroll: true });
    const [top, bottom] = [active * rowHeight, (active + 1) * rowHeight];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight - rowHeight) element.scrollTop = bottom - element.clientHeight + rowHeight;
  }, [place, active, rowHeight]);
}
