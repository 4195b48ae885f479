import { useLanguage } from '@lianshen/web-kit/texts';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listPolicies } from '../hub-calls.js';
import { CHANGES_RARELY_MS } from './changes-rarely.js';

/** What policies are called, by the name that stands in cases: the newest version's title. */
export function usePolicyTitles(): { readonly titleOf: (policy: string) => string } {
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { data } = useQuery({ queryKey: ['policies'], queryFn: listPolicies, staleTime: CHANGES_RARELY_MS });
  const titleOf = useCallback((policy: string) => data?.items.find(({ name, onOffer }) => name === policy && onOffer)?.title[language] ?? policy, [data, language]);
  return { titleOf };
}
