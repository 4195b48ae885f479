import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** In /proc/<pid>/stat the start time is field 22; the second field is in brackets and may itself hold spaces. */
const FIELDS_BEFORE_START_TIME = 19;

/** @param {number} pid */
const fromProc = (pid) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; it only waits for its parent to notice, and no signal reaches it.
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return fields[FIELDS_BEFORE_START_TIME];
};

/** @param {number} pid */
const fromPs = (pid) => {
  const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  if (line === '' || line.startsWith('Z')) return undefined;
  return line.slice(line.indexOf(' ') + 1).trim();
};

/**
 * A pid alone does not name a process, because the system gives the number to another one later; pid and start time do.
 * @param {number} pid
 * @returns {string | undefined} when the process started, in the system's own notation; undefined when there is none
 */
export const startTimeOf = (pid) => {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
};
