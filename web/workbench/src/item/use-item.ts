import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '@lianshen/web-kit/live';
import { readItem } from '../hub/hub.js';

const PENDING_AGAIN_MS = 2_000;

/** One item, asked for again whenever somebody has changed it or has opened it too. */
export function useItem(requestId: string) {
  const queries = useQueryClient();
  const item = useQuery({
    queryKey: ['item', requestId],
    queryFn: () => readItem(requestId),
    // The records take a moment to be asked.
    refetchInterval: ({ state }) => (state.data?.item.lookUp?.outcome === 'pending' ? PENDING_AGAIN_MS : false),
  });
  const live = useLive('/api/worklist/stream', ['changed', 'presence', 'reload'], (name, data) => {
    const about = (data as { readonly requestId?: string }).requestId;
    if (name !== 'reload' && about !== requestId) return;
    if (name !== 'presence') void queries.invalidateQueries({ queryKey: ['item', requestId] });
    void queries.invalidateQueries({ queryKey: ['presence', requestId] });
    for (const key of ['worklist', 'counts']) void queries.invalidateQueries({ queryKey: [key], refetchType: 'none' });
  });
  return { item, live };
}
