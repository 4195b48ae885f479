import { readFileSync } from 'node:fs';
import { ProviderSettings } from './provider-settings.js';
import { startProvider } from './start-provider.js';

/** The one argument is the file of settings. */
async function main(): Promise<void> {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error('say which file holds the settings');
  const running = await startProvider(ProviderSettings.parse(JSON.parse(readFileSync(file, 'utf8'))), process.env['NODE_ENV']);
  process.stdout.write(`${JSON.stringify({ listening: running.port })}\n`);
  const close = (): void => void running.close().then(() => process.exit(0));
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
