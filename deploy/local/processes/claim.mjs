import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRunning } from './end-process.mjs';
import { startTimeOf } from './start-time.mjs';

/** @typedef {import('./end-process.mjs').ProcessMark} ProcessMark */

/** A stale claim may be taken over by several at once; after that many losses something else is wrong. */
const TRIES_MAX = 20;

/** @returns {ProcessMark} this process */
export const ownMark = () => ({ pid: process.pid, startTime: startTimeOf(process.pid) ?? 'unknown' });

/**
 * @param {string} path
 * @returns {ProcessMark | undefined} who holds the claim; undefined when nobody does, or what is written is no claim
 */
const readClaim = (path) => {
  try {
    const mark = JSON.parse(readFileSync(path, 'utf8'));
    return Number.isInteger(mark.pid) && typeof mark.startTime === 'string' ? mark : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Moves a claim whose process has ended out of the way. Renaming is atomic, so of two that do this at once one gets the
 * stale file; the other would get the fresh claim of the first, notices that, and puts it back.
 * @param {string} path
 * @param {string} aside
 */
const moveStaleAside = (path, aside) => {
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readClaim(aside);
  if (moved !== undefined && isRunning(moved)) {
    try {
      linkSync(aside, path);
    } catch {
      // A third one has claimed it in the meantime.
    }
  }
  rmSync(aside, { force: true });
};

/**
 * Claims a file for this process. The file appears with its content in one step (link), so nobody reads half a claim.
 * @param {string} path
 * @returns {{ holder: undefined, release: () => void } | { holder: ProcessMark }} the running process that already holds it, if there is one
 */
export const claim = (path) => {
  mkdirSync(dirname(path), { recursive: true });
  const own = ownMark();
  const draft = `${path}.${own.pid}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      try {
        linkSync(draft, path);
        return { holder: undefined, release: () => rmSync(path, { force: true }) };
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = readClaim(path);
      if (holder !== undefined && isRunning(holder)) return { holder };
      moveStaleAside(path, `${draft}.stale`);
    }
    throw new Error(`could not claim ${path}`);
  } finally {
    rmSync(draft, { force: true });
  }
};
