import { useSyncExternalStore } from 'react';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
/** A wish of the machine's user. */
export type Appearance = (typeof APPEARANCES)[number];

const KEPT_UNDER = 'lianshen.appearance';
const CHANGED = 'lianshen-appearance';
const DARK = '(prefers-color-scheme: dark)';
const STILL = '(prefers-reduced-motion: reduce)';

const kept = (): Appearance => APPEARANCES.find((appearance) => appearance === localStorage.getItem(KEPT_UNDER)) ?? 'system';

export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEPT_UNDER, appearance);
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  const system = window.matchMedia(DARK);
  system.addEventListener('change', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    system.removeEventListener('change', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, kept);

/** Whether the pages are dark now. */
export const useIsDark = (): boolean => useSyncExternalStore(subscribe, () => (kept() === 'system' ? window.matchMedia(DARK).matches : kept() === 'dark'));

function subscribeToMotion(listener: () => void): () => void {
  const system = window.matchMedia(STILL);
  system.addEventListener('change', listener);
  return () => system.removeEventListener('change', listener);
}

/** Whether the machine's user wants nothing to move (WCAG 2.3.3). */
export const useIsStill = (): boolean => useSyncExternalStore(subscribeToMotion, () => window.matchMedia(STILL).matches);
