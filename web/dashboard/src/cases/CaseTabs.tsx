import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** Parts of a page of which one is shown; the arrow keys go from one to the next (WAI-ARIA, tabs pattern). On a narrow screen they take several lines. */
export function CaseTabs({ tabs, label }: { readonly tabs: readonly Tab[]; readonly label: string }) {
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.key);
  const at = Math.max(0, tabs.findIndex(({ key }) => key === chosen));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : step === undefined ? undefined : (at + step + tabs.length) % tabs.length;
    if (next === undefined) return;
    event.preventDefault();
    setChosen(tabs[next]?.key);
    document.getElementById(`${id}-${tabs[next]?.key ?? ''}`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={label} className="tabs" onKeyDown={onKeyDown}>
        {tabs.map(({ key, label: word }, index) => <button key={key} type="button" role="tab" id={`${id}-${key}`} aria-selected={index === at} aria-controls={`${id}-shown`} tabIndex={index === at ? 0 : -1} data-testid={`tab-${key}`} onClick={() => setChosen(key)}>{word}</button>)}
      </div>
      <div role="tabpanel" id={`${id}-shown`} aria-labelledby={`${id}-${tabs[at]?.key ?? ''}`} tabIndex={0}>{tabs[at]?.content}</div>
    </>
  );
}
