/** Asks again until the answer is yes. @throws at the bound, with what was last seen. */
export async function eventually<T>(what: string, ask: () => Promise<T>, isDone: (answer: T) => boolean, withinMs: number): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await ask().catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && isDone(answer)) return answer;
    if (Date.now() > until) throw new Error(`not within ${withinMs} ms: ${what}; last: ${answer instanceof Error ? answer.message : JSON.stringify(answer).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
