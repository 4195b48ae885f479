import { useEffect, useRef } from 'react';
import { areSingleKeysOn } from './single-keys.js';

/** What each key does, by `KeyboardEvent.key`, with `Ctrl+` before it where that is held. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const TYPED_IN = 'input:not([type="radio"]):not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"]';
/** A link or a button does itself what Enter does. */
const PRESSED = 'a, button, summary, [role="option"], [role="menuitem"], [role="radio"], input';

const nameOf = ({ key, ctrlKey, metaKey }: KeyboardEvent): string => (ctrlKey || metaKey ? `Ctrl+${key}` : key);

/** Whether the key belongs to what has the focus. */
function isTaken(event: KeyboardEvent, name: string): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  if (name.startsWith('Ctrl+')) return false;
  if (!areSingleKeysOn() || event.altKey || target.closest(TYPED_IN)) return true;
  return name === 'Enter' && target.closest(PRESSED) !== null;
}

/** Listens to keys while the component is shown. Nothing happens under an open dialogue, nor to a key of a field that is typed in. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      const action = Object.hasOwn(latest.current, name) ? latest.current[name] : undefined;
      if (!action || event.defaultPrevented || event.isComposing || isTaken(event, name) || document.querySelector('.ant-modal-wrap:not([style*="display: none"]) [role="dialog"], .ant-drawer-open')) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
