import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { AGENCY_COUNT } from './work.js';

/** The agencies of a yardstick, each a process of its own as in the hub. */
export async function forkAgencies(script: URL, argument: string): Promise<{ pids: Record<string, number>; stop: () => Promise<void> }> {
  const children = Array.from({ length: AGENCY_COUNT }, (_, agency) => fork(script, [argument, String(agency)]));
  await Promise.all(children.map((child) => once(child, 'message')));
  const pids = Object.fromEntries(children.map((child, agency) => [`agency-${agency}`, child.pid ?? 0]));
  return { pids, stop: async () => void (await Promise.all(children.map(endChild))) };
}

async function endChild(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
