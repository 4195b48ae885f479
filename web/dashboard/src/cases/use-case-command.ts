import { useCommand } from '@lianshen/web-kit/api';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../hub-calls.js';

/** A command on a case. Its answer is the case after it, which is shown before anything else is asked for again. */
export function useCaseCommand<Input>(caseId: string, send: (input: Input, key: string) => Promise<CaseView>, onDone?: () => void) {
  const queries = useQueryClient();
  const queryKey = ['case', caseId];
  return useCommand<Input, CaseView>({
    send: async (input, key) => {
      const after = await send(input, key);
      // What was asked for before the command would show the case as it was before it.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, after);
      return after;
    },
    changes: [['today'], ['decisions'], ['agenda'], ['cases'], ['case-part', caseId]],
    ...(onDone ? { onDone: () => onDone() } : {}),
  });
}
