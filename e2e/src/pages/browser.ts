import { chromium, type Browser } from 'playwright-core';

/** As root there is no sandbox to be had; nothing is fetched that a test did not ask for. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

/** Starts the real Chromium that the test run has found or brought. Close it. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['TEST_CHROMIUM'];
  if (!executablePath) throw new Error('TEST_CHROMIUM names no Chromium; start the tests with npm test or deploy/local/with-servers.mjs');
  return chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
}
