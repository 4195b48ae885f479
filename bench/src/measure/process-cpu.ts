import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

/** Clock ticks a second, by which /proc counts; 100 on every Linux that Node runs on. */
const ticksPerSecond = (): number => Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const MS_PER_TICK = 1_000 / ticksPerSecond();

/** User and system time of a running process in ms, that of its ended children included; 0 when it is gone. */
export function cpuMsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime, stime, cutime, cstime: fields 14 to 17 of proc(5), counted here from the third.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return ticks * MS_PER_TICK;
  } catch {
    return 0;
  }
}

/** Of this process, in ms. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
