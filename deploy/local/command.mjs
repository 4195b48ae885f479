import { constants } from 'node:os';
import { startReaper } from './processes/reaper-link.mjs';
import { watchPrograms } from './set-up/run-program.mjs';
import { isRunning, signalProcess } from './processes/end-process.mjs';
import { npmAncestors } from './processes/npm-ancestors.mjs';
import { tell } from './told-error.mjs';

/** @typedef {import('./processes/end-process.mjs').ProcessMark} ProcessMark */

/**
 * @typedef {object} Command what a command's main part is handed
 * @property {import('./processes/reaper-link.mjs').ReaperLink} reaper
 * @property {(end: () => Promise<void>) => void} onEnd work to be done at the end, however the end comes; the last one given comes first
 */

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const ANCESTORS_POLL_MS = 1_000;

class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(signal);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Rejects when the command is asked to end. Also when npm, which started it, was killed: nobody could end it then.
 * @returns {Promise<never>}
 */
const interruption = () =>
  new Promise((_resolve, reject) => {
    // More signals than one come: the terminal sends Ctrl-C to every process, and npm passes it on besides.
    for (const signal of SIGNALS) process.on(signal, () => reject(new Interrupted(signal)));
    const ancestors = npmAncestors();
    if (ancestors.length === 0) return;
    setInterval(() => ancestors.every(isRunning) || reject(new Interrupted('SIGHUP')), ANCESTORS_POLL_MS).unref();
  });

/**
 * Programs of the set-up end with the launcher, whether it ends in order or not.
 * @param {import('./processes/reaper-link.mjs').ReaperLink} reaper
 */
const watchSetUp = (reaper) => {
  /** @type {Map<number, ProcessMark>} */
  const programs = new Map();
  watchPrograms({
    started: (mark) => {
      programs.set(mark.pid, mark);
      reaper.watch(mark);
    },
    ended: (pid) => {
      programs.delete(pid);
      reaper.forget(pid);
    },
  });
  return () => programs.forEach((mark) => signalProcess(mark, 'SIGTERM'));
};

/**
 * Runs a command of the launcher to its end: whatever it has started is ended again when it is done, fails, or is
 * interrupted, and by the reaper when it is killed.
 * @param {(command: Command) => Promise<number>} main returns the exit code
 * @param {{ interruptedCode?: number }} [options] interruptedCode: the exit code where being interrupted is the ordinary end
 */
export const runCommand = async (main, { interruptedCode } = {}) => {
  const reaper = startReaper();
  const endPrograms = watchSetUp(reaper);
  /** @type {(() => Promise<void>)[]} */
  const ends = [];
  let code;
  try {
    code = await Promise.race([main({ reaper, onEnd: (end) => ends.unshift(end) }), interruption()]);
  } catch (error) {
    code = error instanceof Interrupted ? (interruptedCode ?? error.exitCode) : tell(error);
  }
  endPrograms();
  for (const end of ends) await end().catch((error) => (code = tell(error)));
  await reaper.dismiss();
  process.exit(code);
};
