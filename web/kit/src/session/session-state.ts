import { useSyncExternalStore } from 'react';

/** Whether the hub has said that the session is over, while somebody works on a page. */
let ended = false;
const listeners = new Set<() => void>();

export function tellSessionEnded(value: boolean): void {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
