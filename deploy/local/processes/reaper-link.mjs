import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startTimeOf } from './start-time.mjs';

/** @typedef {import('./end-process.mjs').ProcessMark} ProcessMark */

/**
 * @typedef {object} ReaperLink
 * @property {ProcessMark} mark the reaper's own process
 * @property {(mark: ProcessMark) => void} watch
 * @property {(pid: number) => void} forget
 * @property {(path: string) => void} takeFolder a temporary folder that goes with the processes
 * @property {() => Promise<void>} dismiss ends the reaper when everything has been ended in order
 */

/**
 * A pipe to a child keeps Node's event loop alive by itself, beside the child.
 * @param {object} stream
 */
const unrefPipe = (stream) => {
  if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
};

/**
 * Starts the reaper in a session of its own, so that neither Ctrl-C nor a closing terminal reaches it.
 * @returns {ReaperLink}
 */
export const startReaper = () => {
  const script = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/', env: { PATH: process.env['PATH'] ?? '' } });
  const pid = child.pid;
  if (pid === undefined) throw new Error('the reaper could not be started');
  const exited = once(child, 'exit');
  child.stdin.on('error', () => undefined);
  /** @param {object} message */
  const send = (message) => void child.stdin.write(`${JSON.stringify(message)}\n`);
  // It must not keep the launcher alive: the launcher's end is what it waits for.
  child.unref();
  unrefPipe(child.stdin);
  /** @type {Promise<void> | undefined} */
  let dismissed;
  const dismiss = async () => {
    child.ref();
    send({ done: true });
    child.stdin.end();
    await exited;
  };
  return {
    mark: { pid, startTime: startTimeOf(pid) ?? 'unknown' },
    watch: (mark) => send({ watch: mark }),
    forget: (pid) => send({ forget: pid }),
    takeFolder: (path) => send({ folder: path }),
    dismiss: () => (dismissed ??= dismiss()),
  };
};
