import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';

export type LiveState = 'connecting' | 'open' | 'closed';

const TRY_AGAIN_AFTER_MS = 5_000;

/**
 * Follows a stream of server-sent events for as long as the page is shown. Events hold ids and versions; what is shown is
 * asked for again.
 * @param path of the stream
 * @param names of the events that count
 * @param onEvent gets an event's name and its data, parsed
 */
export function useLive(path: string, names: readonly string[], onEvent: (name: string, data: unknown) => void): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const queries = useQueryClient();
  const latest = useRef(onEvent);
  latest.current = onEvent;
  const listened = names.join(' ');
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      setState('connecting');
      source = new EventSource(path);
      source.addEventListener('open', () => setState('open'));
      // The browser tries again by itself unless the answer was a refusal; then the session may be over, which /auth/me tells.
      source.addEventListener('error', () => {
        setState(source?.readyState === EventSource.CLOSED ? 'closed' : 'connecting');
        if (source?.readyState !== EventSource.CLOSED) return;
        void queries.invalidateQueries({ queryKey: ['me'] });
        timer = setTimeout(open, TRY_AGAIN_AFTER_MS);
      });
      for (const name of listened.split(' ')) source.addEventListener(name, (event) => latest.current(name, JSON.parse((event as MessageEvent<string>).data)));
    };
    open();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, [path, listened, queries]);
  return state;
}
