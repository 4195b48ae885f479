import { createConnection, createServer, type Server } from 'node:net';
import { createHash } from 'node:crypto';
import { openSync, closeSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';

export class DirectoryInUse extends Error {
  constructor(dir: string) {
    super(`another process has opened ${dir}: a store's directory belongs to one process at a time`);
  }
}

export interface DirectoryLock {
  release(): Promise<void>;
}

/** The longest path that fits into a Unix socket address on the systems that Node runs on. */
const socketPathMax = 100;

/** A listening socket is the lock: the system takes it away from a process that dies, however it dies. */
function lockPath(dir: string): { path: string; done: () => void } {
  const direct = join(dir, 'lock.sock');
  if (process.platform === 'win32') {
    return { path: `\\\\.\\pipe\\lianshen-store-${createHash('sha256').update(dir).digest('hex')}`, done: () => undefined };
  }
  if (direct.length <= socketPathMax || process.platform !== 'linux') return { path: direct, done: () => undefined };
  const handle = openSync(dir, 'r');
  return { path: `/proc/self/fd/${handle}/lock.sock`, done: () => closeSync(handle) };
}

function tryListen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(path, () => resolve(server));
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Takes a directory for this process. Throws DirectoryInUse when a living process holds it. */
export async function lockDirectory(dir: string): Promise<DirectoryLock> {
  const { path, done } = lockPath(dir);
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const server = await tryListen(path);
      if (server) return { release: () => release(server, done) };
      if (await isAnswered(path)) break;
      // Nobody answers: the holder died without taking its socket away.
      await unlink(path).catch(() => undefined);
    }
    throw new DirectoryInUse(dir);
  } catch (error) {
    done();
    throw error;
  }
}

/** Closing takes the socket's file away by its path, so the directory's handle must live until then. */
async function release(server: Server, done: () => void): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  done();
}
