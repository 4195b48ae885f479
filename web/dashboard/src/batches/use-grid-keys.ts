import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

/** A cell of a grid, from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

interface GridKeys {
  readonly container: RefObject<HTMLElement | null>;
  readonly rows: number;
  readonly columns: number;
  readonly rowPx: number;
  readonly headPx: number;
  /** The rows that are drawn now. */
  readonly from: number;
  readonly to: number;
  readonly onEnter: (row: number) => void;
}

/** Where a key leads from a place; undefined where it leads nowhere (WAI-ARIA, grid pattern). */
export function placeAfter({ row, column }: GridPlace, { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>, { rows, columns, page }: { readonly rows: number; readonly columns: number; readonly page: number }): GridPlace | undefined {
  const within = (to: GridPlace): GridPlace => ({ row: Math.min(Math.max(to.row, 0), rows - 1), column: Math.min(Math.max(to.column, 0), columns - 1) });
  switch (key) {
    case 'ArrowDown': return within({ row: row + 1, column });
    case 'ArrowUp': return within({ row: row - 1, column });
    case 'ArrowRight': return within({ row, column: column + 1 });
    case 'ArrowLeft': return within({ row, column: column - 1 });
    case 'PageDown': return within({ row: row + page, column });
    case 'PageUp': return within({ row: row - page, column });
    case 'Home': return within({ row: ctrlKey ? 0 : row, column: 0 });
    case 'End': return within({ row: ctrlKey ? rows - 1 : row, column: columns - 1 });
    default: return undefined;
  }
}

/** Walks a grid of which only some rows are drawn: one cell is in the order of tabbing, and the keys move it. */
export function useGridKeys({ container, rows, columns, rowPx, headPx, from, to, onEnter }: GridKeys) {
  const [kept, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const wanted = useRef<GridPlace>(undefined);
  // Whoever scrolled away with the mouse comes back in with Tab where they look now.
  const place = kept.row >= from && kept.row < to ? kept : { row: Math.min(from, rows - 1), column: kept.column };
  const onPlace = useCallback((at: GridPlace) => setPlace((before) => (before.row === at.row && before.column === at.column ? before : at)), []);
  useEffect(() => {
    const { current: at } = wanted;
    const cell = at && container.current?.querySelector<HTMLElement>(`[data-place="${at.row}/${at.column}"]`);
    if (!cell) return;
    wanted.current = undefined;
    cell.focus();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const element = container.current;
    if (!element || rows === 0) return;
    if (event.key === 'Enter') return onEnter(place.row);
    const next = placeAfter(place, event, { rows, columns, page: Math.max(1, Math.floor((element.clientHeight - headPx) / rowPx) - 1) });
    if (!next) return;
    event.preventDefault();
    wanted.current = next;
    setPlace({ ...next });
    const [top, bottom] = [next.row * rowPx, (next.row + 1) * rowPx + headPx];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  };
  return { place, onPlace, onKeyDown };
}
