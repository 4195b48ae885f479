import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem } from '../api/index.js';
import { isLong } from '../lists/ask-again.js';
import { tellSessionEnded } from '../session/session-state.js';

const ASKED_AGAIN_MAX = 2;
const FRESH_MS = 10_000;
/** A long list is asked for again by the person alone. */
const whereShort = (query: Parameters<typeof isLong>[0]): boolean => !isLong(query);

const hearSessionEnd = (error: unknown): void => {
  if (asProblem(error).kind === 'signed-out') tellSessionEnded(true);
};

/** What is asked is asked again while the hub is away for a moment, and never while it says no. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => void (query.state.data === undefined && query.queryKey[0] === 'me' ? undefined : hearSessionEnd(error)) }),
    mutationCache: new MutationCache({ onError: hearSessionEnd }),
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: (count, error) => asProblem(error).isPassing && count < ASKED_AGAIN_MAX, refetchOnWindowFocus: whereShort, refetchOnMount: whereShort, refetchOnReconnect: whereShort, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
