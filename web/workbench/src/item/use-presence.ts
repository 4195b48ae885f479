import { useQuery } from '@tanstack/react-query';
import { fetchFile } from '@lianshen/web-kit/api';
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
    // What goes out as the page is left is kept alive by the browser; where it gets lost the hub forgets by itself.
    const end = (): void => void fetchFile(`/api/items/${requestId}/presence`, { method: 'DELETE', keepalive: true }).catch(() => undefined);
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('pagehide', end);
      end();
    };
  }, [requestId, isOpen]);
  return presence.data?.others ?? [];
}
