import type { Figures } from './measure/run-cases.js';

const COLUMNS = ['system', 'cases/s', 'p50 ms', 'p99 ms', 'CPU ms/case', 'of it store'] as const;

/** The table of one run, the ratios to the JetStream row, and where the CPU went. */
export function printTable(figures: readonly Figures[]): string {
  const rows = figures.map((each) => [
    each.system,
    each.casesPerSecond.toFixed(0),
    each.p50Ms.toFixed(1),
    each.p99Ms.toFixed(1),
    each.cpuMsPerCase.toFixed(2),
    each.storeCpuMsPerCase.toFixed(2),
  ]);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [line(COLUMNS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), '', ...ratios(figures), ...shares(figures)].join('\n');
}

function ratios(figures: readonly Figures[]): string[] {
  const hub = figures.find(({ system }) => system.startsWith('hub'));
  const reference = figures.find(({ system }) => system.startsWith('jetstream'));
  if (!hub || !reference) return [];
  const cpu = hub.cpuMsPerCase / reference.cpuMsPerCase;
  const rate = reference.casesPerSecond / hub.casesPerSecond;
  return [`hub / jetstream: CPU ${cpu.toFixed(2)} times, time per case ${rate.toFixed(2)} times (goal: at most 4)`];
}

const shares = (figures: readonly Figures[]): string[] =>
  figures.map(({ system, cpuMsByProcess }) => {
    const parts = Object.entries(cpuMsByProcess).map(([name, ms]) => `${name} ${ms.toFixed(2)}`);
    return `CPU ms/case of ${system}: ${parts.join(', ')}`;
  });
