import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftovers, runIsOver } from './processes/run-file.mjs';

const PREFIX = 'lianshen-run-';
/** A folder gets its run file within moments; one that is without it for this long was left by a launcher that was killed. */
const WITHOUT_RUN_FILE_MAX_MS = 3600_000;

/** @returns {string} a new folder that only its owner can enter */
export const createTemporaryFolder = () => mkdtempSync(join(realpathSync(tmpdir()), PREFIX));

/**
 * Cleans up behind launchers of this person that were killed together with their reaper.
 */
export const cleanUpTemporaryFolders = async () => {
  const parent = realpathSync(tmpdir());
  const own = process.getuid?.();
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(parent, name);
    const runFile = join(folder, 'run.json');
    try {
      const { uid, mtimeMs } = statSync(folder);
      const abandoned = existsSync(runFile) ? runIsOver(runFile) : Date.now() - mtimeMs > WITHOUT_RUN_FILE_MAX_MS;
      if (uid !== own || !abandoned) continue;
      await endLeftovers(runFile);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another launcher is cleaning up the same folder.
    }
  }
};
