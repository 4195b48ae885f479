import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { type HubProblem, asProblem } from './hub-problem.js';
import { newIdempotencyKey } from './idempotency-key.js';

const SENT_AGAIN_MAX = 2;
const FIRST_WAIT_MS = 600;

interface Command<Input, Answer> {
  /** Sends it. The key is one wish's, so that what is sent again is not done twice. */
  readonly send: (input: Input, key: string) => Promise<Answer>;
  /** What may show something else afterwards. */
  readonly changes?: readonly QueryKey[];
  readonly onDone?: (answer: Answer, input: Input) => void;
  readonly onRefused?: (problem: HubProblem, input: Input) => void;
}

/** A command of the person: sent again by itself while the hub is away for a moment, with the same key. */
export function useCommand<Input, Answer>({ send, changes = [], onDone, onRefused }: Command<Input, Answer>) {
  const queries = useQueryClient();
  return useMutation<Answer, HubProblem, Input>({
    mutationFn: (input) => sendPatiently((key) => send(input, key)),
    onSuccess: async (answer, input) => {
      await Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey })));
      onDone?.(answer, input);
    },
    onError: (problem, input) => onRefused?.(problem, input),
  });
}

async function sendPatiently<Answer>(send: (key: string) => Promise<Answer>): Promise<Answer> {
  const key = newIdempotencyKey();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send(key);
    } catch (error) {
      const problem = asProblem(error);
      if (!problem.isPassing || attempt >= SENT_AGAIN_MAX) throw problem;
      await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** attempt));
    }
  }
}
