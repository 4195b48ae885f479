import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startTimeOf } from './start-time.mjs';

/** @typedef {import('./end-process.mjs').ProcessMark} ProcessMark */

const SHELL = /(?:^|\/)-?(?:sh|dash|bash|zsh|ash|busybox)$/;

/**
 * @param {number} pid
 * @returns {{ name: string, parent: number }}
 */
const lookAt = (pid) => {
  if (process.platform === 'linux') {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent: Number(fields[1]) };
  }
  const [parent = '', name = ''] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(/\s+/);
  return { name, parent: Number(parent) };
};

/**
 * npm starts a script through a shell. When npm is killed, neither of the two tells the script.
 * @returns {ProcessMark[]} npm, and the shell between, if there is one; empty when npm did not start this process
 */
export const npmAncestors = () => {
  if (process.env['npm_lifecycle_event'] === undefined) return [];
  try {
    const { name, parent } = lookAt(process.ppid);
    const pids = SHELL.test(name) ? [process.ppid, parent] : [process.ppid];
    return pids.map((pid) => ({ pid, startTime: startTimeOf(pid) ?? '' }));
  } catch {
    return [];
  }
};
