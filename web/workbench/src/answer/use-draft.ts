import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { hub, readItem, versioned, type VersionedItem } from '../hub/hub.js';
import { DraftKeeper, type DraftNow } from './draft-keeper.js';

/** The draft of one item while its page is open. */
export function useDraft(requestId: string, current: VersionedItem): { readonly draft: DraftNow; readonly keeper: DraftKeeper } {
  const queries = useQueryClient();
  // It begins with the item as it was read first; later versions are told to it.
  const keeper = useMemo(
    () =>
      new DraftKeeper(current, {
        put: (form, etag) => versioned(hub.PUT('/api/items/{requestId}/draft', { params: { path: { requestId }, header: { 'If-Match': etag } }, body: form })),
        read: () => readItem(requestId),
        onSaved: (now) => void queries.setQueryData(['item', requestId], now),
      }),
    [requestId],
  );
  useEffect(() => keeper.hear(current), [keeper, current]);
  useEffect(() => () => keeper.end(), [keeper]);
  return { draft: useSyncExternalStore(keeper.subscribe, keeper.snapshot), keeper };
}
