import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { dataOf, hub } from '../hub/hub.js';

/** Says again and again that the item is open here while its page is in sight, and learns who else has it open. */
export function usePresence(requestId: string, isOpen: boolean) {
  const presence = useQuery({
    queryKey: ['presence', requestId],
    queryFn: () => dataOf(hub.PUT('/api/items/{requestId}/presence', { params: { path: { requestId } } })),
    enabled: isOpen,
    refetchInterval: ({ state }) => (state.data?.beatSeconds ?? 20) * 1_000,
    refetchIntervalInBackground: false,
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    return () => void hub.DELETE('/api/items/{requestId}/presence', { params: { path: { requestId } } }).catch(() => undefined);
  }, [requestId, isOpen]);
  return presence.data?.others ?? [];
}
