import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { askAgain } from '@lianshen/web-kit/lists';
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

/** Under which a part of the worklist is kept. */
export const keyOfPart = (part: Part) => ['worklist', nameOfPart(part)];

/** One part of the worklist, as far as somebody has scrolled. */
export const useWorklist = (part: Part) =>
  useInfiniteQuery({
    queryKey: keyOfPart(part),
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
      askAgain(queries, ({ queryKey: [kind] }) => kind === 'worklist' || kind === 'counts');
    }, ASK_AGAIN_MS);
  });
}
