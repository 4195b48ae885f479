import { askAgain } from '@lianshen/web-kit/lists';
import { useLive, type LiveState } from '@lianshen/web-kit/live';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** Changes of so long are looked at together, so that a batch that is answered does not ask for the same again and again. */
const LOOK_AGAIN_AFTER_MS = 400;
/** Keys of what may show a case; the second part of the key of one case or batch is its id. */
const OF_ALL: readonly string[] = ['today', 'batches', 'cases', 'decisions', 'agenda'];
const OF_ONE: readonly string[] = ['case', 'case-part', 'batch', 'matrix'];

interface Changed {
  readonly caseId: string;
  readonly batchId: string;
}

/** Asks again for what is on the screen when a case in it changes, and after a break for all of it. */
export function useFollowCases(): LiveState {
  const queries = useQueryClient();
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const state = useLive('/api/live', ['changed'], (_, data) => {
    const { caseId, batchId } = data as Changed;
    waiting.current.add(caseId).add(batchId);
    timer.current ??= setTimeout(() => {
      const ids = waiting.current;
      [waiting.current, timer.current] = [new Set(), undefined];
      askAgain(queries, ({ queryKey: [kind, id] }) => OF_ALL.includes(String(kind)) || (OF_ONE.includes(String(kind)) && ids.has(String(id))));
    }, LOOK_AGAIN_AFTER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (state === 'open') askAgain(queries, ({ queryKey: [kind], state: { dataUpdatedAt } }) => dataUpdatedAt > 0 && [...OF_ALL, ...OF_ONE].includes(String(kind)));
  }, [state, queries]);
  return state;
}
