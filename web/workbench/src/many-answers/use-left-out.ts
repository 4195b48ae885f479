import { useCallback, useMemo, useState } from 'react';

/** Which items stay as they are, because the person has unticked them. */
export function useLeftOut() {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((requestId: string) => setLeftOut((before) => toggled(before, requestId)), []);
  return useMemo(() => ({ leftOut, toggle, isChosen: (requestId: string) => !leftOut.has(requestId) }), [leftOut, toggle]);
}

/** The same with one more, or one less. */
export function toggled(before: ReadonlySet<string>, requestId: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(requestId)) after.add(requestId);
  return after;
}
