import { parseArgs } from 'node:util';
import { startStore } from './start-store.js';

/** Settings come from `--dir`, `--port`, `--host` or from STORE_DIR, STORE_PORT, STORE_HOST. */
function readSettings(): { dir: string; port: number; host: string } {
  const { values } = parseArgs({ options: { dir: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } } });
  const dir = values.dir ?? process.env['STORE_DIR'];
  const port = Number(values.port ?? process.env['STORE_PORT'] ?? 0);
  if (!dir) throw new Error('say where the data lies: --dir or STORE_DIR');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('the port must be a number from 0 to 65535');
  return { dir, port, host: values.host ?? process.env['STORE_HOST'] ?? '127.0.0.1' };
}

async function main(): Promise<void> {
  const store = await startStore(readSettings());
  process.stdout.write(`${JSON.stringify({ listening: store.port })}\n`);
  let isClosing = false;
  const close = (): void => {
    if (isClosing) return;
    isClosing = true;
    void store.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
