import { cpuMsOf, ownCpuMs } from './process-cpu.js';

/** What is measured: processes by name, and how one case runs from proposal to conclusion. */
export interface RunningSystem {
  readonly name: string;
  readonly pids: Readonly<Record<string, number>>;
  /** Names of the processes that are the store. */
  readonly store: readonly string[];
  /** Resolves when the case has its conclusion. @throws when the conclusion is not the right one. */
  readonly runCase: (number: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Figures {
  readonly system: string;
  readonly cases: number;
  readonly casesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerCase: number;
  readonly storeCpuMsPerCase: number;
  readonly cpuMsByProcess: Readonly<Record<string, number>>;
}

/** Runs cases with at most so many in flight, a closed loop. @returns each one's milliseconds. */
async function run(system: RunningSystem, first: number, cases: number, inFlight: number): Promise<number[]> {
  const latencies: number[] = [];
  let next = first;
  const lane = async (): Promise<void> => {
    while (next < first + cases) {
      const number = next++;
      const startedAt = performance.now();
      await system.runCase(number);
      latencies.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, cases) }, lane));
  return latencies;
}

/** Warms up, then measures. The load's own CPU counts, as does every server's. */
export async function measure(system: RunningSystem, options: { cases: number; inFlight: number; warmUp: number }): Promise<Figures> {
  await run(system, 0, options.warmUp, options.inFlight);
  const before = snapshot(system);
  const startedAt = performance.now();
  const latencies = (await run(system, options.warmUp, options.cases, options.inFlight)).sort((a, b) => a - b);
  const seconds = (performance.now() - startedAt) / 1_000;
  const after = snapshot(system);
  const cpuMsByProcess = Object.fromEntries(Object.keys(after).map((name) => [name, ((after[name] ?? 0) - (before[name] ?? 0)) / options.cases]));
  const sum = (names: readonly string[]): number => names.reduce((total, name) => total + (cpuMsByProcess[name] ?? 0), 0);
  return {
    system: system.name,
    cases: options.cases,
    casesPerSecond: options.cases / seconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    cpuMsPerCase: sum(Object.keys(cpuMsByProcess)),
    storeCpuMsPerCase: sum(system.store),
    cpuMsByProcess,
  };
}

const snapshot = (system: RunningSystem): Record<string, number> => ({
  load: ownCpuMs(),
  ...Object.fromEntries(Object.entries(system.pids).map(([name, pid]) => [name, cpuMsOf(pid)])),
});

export const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
