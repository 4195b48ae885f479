import { useSyncExternalStore } from 'react';

/** A wish of the machine's user: whoever speaks instead of typing can turn keys of one character off (WCAG 2.1.4). */
const KEPT_UNDER = 'lianshen.single-keys';
const CHANGED = 'lianshen-single-keys';

export const areSingleKeysOn = (): boolean => localStorage.getItem(KEPT_UNDER) !== 'off';

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(KEPT_UNDER, on ? 'on' : 'off');
  window.dispatchEvent(new Event(CHANGED));
}

export const useSingleKeys = (): boolean =>
  useSyncExternalStore((listener) => {
    window.addEventListener(CHANGED, listener);
    return () => window.removeEventListener(CHANGED, listener);
  }, areSingleKeysOn);
