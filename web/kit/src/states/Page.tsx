import { useEffect, useRef, type ReactNode } from 'react';
import { useWindowTitle } from './use-window-title.js';

interface Properties {
  /** Of the kind of page, never of a person: it stands in the window's title too. */
  readonly title: string;
  /** Shown instead of the title inside the page, where a name may stand. */
  readonly heading?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its title, its one heading (which is told when one arrives), its actions and its content. */
export function Page({ title, heading, actions, children }: Properties) {
  useWindowTitle(title);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus({ preventScroll: true }), [title]);
  return (
    <>
      <div className="page-top" ref={top} tabIndex={-1}>
        <h1>{heading ?? title}</h1>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}
