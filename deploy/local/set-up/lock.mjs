import { join } from 'node:path';
import { claim } from '../processes/claim.mjs';
import { say } from '../say.mjs';
import { ToldError } from '../told-error.mjs';
import { waitFor } from '../wait-for.mjs';

/** A slow first installation over a slow line; whoever waits longer than this is told. */
const WAIT_MAX_MS = 20 * 60_000;

/**
 * Lets one set-up at a time touch the folder: two terminals that start at once must not unpack over each other.
 * @template T
 * @param {string} serversFolder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withSetUpLock = async (serversFolder, work) => {
  const path = join(serversFolder, 'set-up.lock');
  let held = claim(path);
  if (held.holder !== undefined) {
    say(`另一个终端正在安装（进程 ${held.holder.pid}），等待其完成……`, `another set-up is running (process ${held.holder.pid}), waiting for it …`);
    const free = await waitFor(() => (held = claim(path)).holder === undefined, { withinMs: WAIT_MAX_MS, everyMs: 200 });
    if (!free) throw new ToldError('另一个安装长时间没有结束，请检查那个终端。', 'Another set-up has not ended for a long time; please look at its terminal.');
  }
  try {
    return await work();
  } finally {
    if (held.holder === undefined) held.release();
  }
};
