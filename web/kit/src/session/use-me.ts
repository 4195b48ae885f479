import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { createHubClient, dataOf, rememberCsrfToken, type AdapterComponents, type AdapterPaths } from '../api/index.js';
import { tellSessionEnded } from './session-state.js';

/** Who is signed in. */
export type Me = AdapterComponents['schemas']['WhoAmI'];

const STALE_AFTER_MS = 60_000;

async function askWho(): Promise<Me> {
  const me = await dataOf(createHubClient<AdapterPaths>().GET('/auth/me'));
  rememberCsrfToken(me.session?.csrfToken);
  tellSessionEnded(false);
  return me;
}

/** Who is signed in, as the hub says now; asked again and again, so that no page stays readable for long after its session has ended. */
export const useAskWho = () => useQuery({ queryKey: ['me'], queryFn: askWho, staleTime: STALE_AFTER_MS, refetchInterval: STALE_AFTER_MS, refetchOnWindowFocus: 'always' });

export const SignedInPerson = createContext<Me | undefined>(undefined);

/** Who is signed in: below the gate there is always somebody. */
export function useMe(): Me {
  const me = use(SignedInPerson);
  if (!me) throw new Error('nobody is signed in here');
  return me;
}

/** In which roles the person acts: by the provider's word, or because somebody has lent them theirs for something. */
export function useRoles(): readonly string[] {
  const { roles, rolesLent } = useMe();
  return [...roles, ...rolesLent];
}

/** Whether the person acts in one of the roles; what they may do is the hub's to say, again, each time. */
export const useHasRole = (...roles: readonly string[]): boolean => useRoles().some((role) => roles.includes(role));

/** The same of roles that are their own: what was lent is not lent on. */
export const useHasOwnRole = (...roles: readonly string[]): boolean => useMe().roles.some((role) => roles.includes(role));
