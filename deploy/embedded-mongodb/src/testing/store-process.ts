import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface StoreProcess {
  readonly child: ChildProcess;
  readonly uri: string;
  /** Milliseconds from the start of the process to the line that says it listens. */
  readonly readyAfterMs: number;
  /** Ends the process with a signal; gives its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface FailedStart {
  readonly code: number | null;
  readonly errorText: string;
}

/** Starts the built executable over a directory, as a user would. */
export async function startProcess(dir: string, env: NodeJS.ProcessEnv = {}): Promise<StoreProcess | FailedStart> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, NODE_ENV: 'test', STORE_DIR: dir, STORE_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const line = once(child.stdout, 'data') as Promise<[Buffer]>;
  const first = await Promise.race([line.then(([chunk]) => chunk.toString()), exited.then(([code]) => ({ code }))]);
  if (typeof first !== 'string') return { code: first.code, errorText: Buffer.concat(errors).toString() };
  const { listening } = JSON.parse(first) as { listening: number };
  return {
    child,
    uri: `mongodb://127.0.0.1:${listening}/?directConnection=true`,
    readyAfterMs: performance.now() - startedAt,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

export async function startedProcess(dir: string): Promise<StoreProcess> {
  const started = await startProcess(dir);
  if ('uri' in started) return started;
  throw new Error(`the store did not start: ${started.errorText}`);
}
