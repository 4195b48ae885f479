import { useCommand } from '@lianshen/web-kit/api';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../hub-calls.js';

/** A command on a case. Its answer is the case after it, which is shown at once. */
export function useCaseCommand<Input>(caseId: string, send: (input: Input, key: string) => Promise<CaseView>, onDone?: () => void) {
  const queries = useQueryClient();
  return useCommand<Input, CaseView>({
    send,
    changes: [['today'], ['decisions'], ['agenda'], ['cases'], ['case-part', caseId]],
    onDone: (after) => {
      queries.setQueryData(['case', caseId], after);
      onDone?.();
    },
  });
}
