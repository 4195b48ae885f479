const ASKED_TIMES = 20;

/** How often each list is asked for, told once. */
export const askedTimes = `${ASKED_TIMES} times each`;

/** Asks once to warm up, then one after the other, as a person pages. @returns a line of what, median and slowest, in ms. */
export async function askedLine(what: string, once: () => Promise<unknown>): Promise<string> {
  await once();
  const times: number[] = [];
  for (let time = 0; time < ASKED_TIMES; time++) {
    const from = performance.now();
    await once();
    times.push(performance.now() - from);
  }
  times.sort((one, other) => one - other);
  const [median, slowest] = [times[Math.floor(times.length / 2)] ?? 0, times.at(-1) ?? 0];
  return `  ${what.padEnd(28)} ${median.toFixed(0).padStart(5)} ${slowest.toFixed(0).padStart(5)}`;
}
