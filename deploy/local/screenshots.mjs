/**
 * npm run screenshots
 *
 * Starts everything with the sample batch, opens the main pages in Chromium, and writes pictures of them into
 * docs/screenshots.
 */
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { readOptions } from './options.mjs';
import { projectRoot } from './project-root.mjs';
import { say } from './say.mjs';
import { findChromium, setUp } from './set-up.mjs';
import { build, BUILT_PACKAGES } from './set-up/build.mjs';
import { bringSampleUnderWay } from './start/sample-under-way.mjs';

await runCommand(async () => {
  readOptions({}, { usage: 'Usage: npm run screenshots' });
  await setUp();
  await build(projectRoot, [...BUILT_PACKAGES, 'e2e']);
  const chromium = await findChromium();
  Object.assign(process.env, { TEST_CHROMIUM: chromium.command }, chromium.env);
  const { takeScreenshots } = await import('../../e2e/dist/pages/take-screenshots.js');
  const folder = join(projectRoot, 'docs', 'screenshots');
  const files = await takeScreenshots(folder, bringSampleUnderWay);
  say(`docs/screenshots：${files.join('、')}`, `docs/screenshots: ${files.join(', ')}`);
  return 0;
});
