/**
 * Ends what a launcher has started when the launcher itself ends, however that comes about (kill -9 included). It runs
 * as a process of its own; its standard input is a pipe that only the launcher holds, so the system closes it the
 * moment the launcher is gone. On it come JSON lines: {"watch": {pid, startTime}}, {"forget": pid}, {"folder": path}
 * and, at an orderly end, {"done": true}.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { endProcess } from './end-process.mjs';

/** @typedef {import('./end-process.mjs').ProcessMark} ProcessMark */

/** Services first have time to finish what they do; the launcher is gone, so nobody waits for it. */
const GRACE_MS = 3_000;

/** @type {Map<number, ProcessMark>} */
const watched = new Map();
/** @type {string | undefined} */
let folder;
let done = false;

/** @param {string} line */
const take = (line) => {
  const message = JSON.parse(line);
  if (message.watch !== undefined) watched.set(message.watch.pid, message.watch);
  if (message.forget !== undefined) watched.delete(message.forget);
  if (message.folder !== undefined) folder = message.folder;
  if (message.done === true) done = true;
};

// The terminal's Ctrl-C and a closing terminal are the launcher's business; what follows for us is the closed pipe.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', take);
lines.once('close', async () => {
  if (done) return;
  await Promise.all([...watched.values()].map((mark) => endProcess(mark, GRACE_MS)));
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
