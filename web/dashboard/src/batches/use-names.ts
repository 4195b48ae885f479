import { useHasRole } from '@lianshen/web-kit/session';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readNames } from '../hub-calls.js';

/** The names in a batch, for those who handle cases and once they ask: that each is read is on record. They are kept while the page is open. */
export function useNames(batchId: string) {
  const mayAsk = useHasRole('officer', 'coordinatorApprover');
  const [isAsked, setAsked] = useState(false);
  const { data, error, isFetching } = useQuery({ queryKey: ['names', batchId], queryFn: () => readNames(batchId), enabled: isAsked, gcTime: 0 });
  const names = new Map(data?.cases.map(({ caseId, name }) => [caseId, name]));
  return {
    isOffered: mayAsk && data === undefined,
    isPending: isFetching,
    error,
    show: () => setAsked(true),
    nameOf: (caseId: string): string | undefined => names.get(caseId) ?? undefined,
  };
}
