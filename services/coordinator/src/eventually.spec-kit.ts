const WITHIN_MS = 15_000;
const EVERY_MS = 25;

/** Asks again until the answer is yes. @throws at the bound, with what was waited for. */
export async function eventually<T>(what: string, ask: () => Promise<T>, isDone: (answer: T) => boolean, withinMs = WITHIN_MS): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > until) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
