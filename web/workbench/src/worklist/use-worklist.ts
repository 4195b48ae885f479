import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive, type LiveState } from '@lianshen/web-kit/live';
import { useRef } from 'react';
import { dataOf, hub } from '../hub/hub.js';
import { nameOfPart, queryOf, type Part } from './part.js';

const PAGE = 50;
/** However much changes at once, the list is asked for again once in so long. */
const ASK_AGAIN_MS = 1_000;

export const useCounts = () => useQuery({ queryKey: ['counts'], queryFn: () => dataOf(hub.GET('/api/worklist/counts')) });

/** One page of a part; the empty cursor is the first. */
export const readPart = (part: Part, cursor: string) => dataOf(hub.GET('/api/items', { params: { query: { ...queryOf(part), limit: PAGE, ...(cursor === '' ? {} : { cursor }) } } }));

/** One part of the worklist, as far as somebody has scrolled. */
export const useWorklist = (part: Part) =>
  useInfiniteQuery({
    queryKey: ['worklist', nameOfPart(part)],
    queryFn: ({ pageParam }) => readPart(part, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Asks again for lists and counts when something has changed, at most once in a while. */
export function useLiveWorklist(): LiveState {
  const queries = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useLive('/api/worklist/stream', ['changed', 'reload'], () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined;
      for (const key of ['worklist', 'counts']) void queries.invalidateQueries({ queryKey: [key] });
    }, ASK_AGAIN_MS);
  });
}
