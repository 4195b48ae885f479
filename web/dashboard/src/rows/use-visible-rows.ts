import { useEffect, useState, type RefObject } from 'react';

/** Rows beyond what is seen, so that scrolling shows no gap. */
const BEYOND = 8;

export interface VisibleRows {
  /** The first that is drawn, and the first that is not any more. */
  readonly from: number;
  readonly to: number;
}

/**
 * Which rows of a long list are drawn: those that are seen, and some around them.
 * @param container scrolls. @param rowHeight in px, the same for each. @param before px above the first row, inside the container.
 */
export function useVisibleRows(container: RefObject<HTMLElement | null>, count: number, rowHeight: number, before = 0): VisibleRows {
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [container]);
  const from = Math.max(0, Math.floor((seen.top - before) / rowHeight) - BEYOND);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + BEYOND) };
}
