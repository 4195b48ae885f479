import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { BUILT_PACKAGES } from '../set-up/build.mjs';
import { markAsInstalled, npmCommand } from '../set-up/packages.mjs';
import { waitFor } from '../wait-for.mjs';
import { serverPrograms } from './fake-places.mjs';

/** @param {string} path @param {string} content */
const write = (path, content) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

/**
 * A project in which the launcher is real and the services are fake: its commands can be run whole, and killed.
 * @param {string} folder
 * @returns {Promise<string>} its root
 */
export const createFakeProject = async (folder) => {
  await serverPrograms();
  const root = join(folder, 'project');
  cpSync(join(projectRoot, 'deploy', 'local'), join(root, 'deploy', 'local'), { recursive: true });
  cpSync(join(projectRoot, 'deploy', 'policies'), join(root, 'deploy', 'policies'), { recursive: true });
  symlinkSync(join(projectRoot, '.servers'), join(root, '.servers'));
  mkdirSync(join(root, 'node_modules'));
  mkdirSync(temporaryFolderOf(root));
  for (const name of ['@typescript', '@peculiar', 'reflect-metadata']) symlinkSync(join(projectRoot, 'node_modules', name), join(root, 'node_modules', name));
  write(join(root, 'package.json'), '{"type":"module","scripts":{"start":"node deploy/local/start.mjs"}}');
  write(join(root, 'package-lock.json'), '{}');
  markAsInstalled(root);
  for (const name of BUILT_PACKAGES) {
    write(join(root, name, 'tsconfig.json'), '{"compilerOptions":{"composite":true,"types":[],"lib":["ES5"],"skipLibCheck":true,"rootDir":"src","outDir":"built"},"include":["src"]}');
    write(join(root, name, 'src', 'nothing.ts'), 'export {};\n');
  }
  // Pages that build to nothing.
  write(join(root, 'docs', 'api', 'none.openapi.json'), '{}');
  write(join(root, 'web', 'kit', 'generate-types.js'), "import { mkdirSync } from 'node:fs';\nmkdirSync('web/kit/dist', { recursive: true });\n");
  for (const name of ['dashboard', 'workbench']) write(join(root, 'web', name, 'index.html'), '');
  write(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), "import { mkdirSync } from 'node:fs';\nmkdirSync('dist', { recursive: true });\n");
  const service = new URL('./fake-service.mjs', import.meta.url).href;
  for (const name of ['coordinator', 'agency-adapter', 'notifier']) write(join(root, 'services', name, 'dist', 'main.js'), `import ${JSON.stringify(service)};\n`);
  write(join(root, 'deploy', 'embedded-mongodb', 'dist', 'main.js'), "import { createServer } from 'node:net';\ncreateServer().listen(Number(process.env.STORE_PORT), '127.0.0.1');\n");
  write(join(root, 'deploy', 'identity-provider', 'dist', 'main.js'), FAKE_PROVIDER);
  return root;
};

/** Answers whatever it is asked, on the port that its settings name. */
const FAKE_PROVIDER = `import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
createServer((_, response) => response.end('{}')).listen(JSON.parse(readFileSync(process.argv[2], 'utf8')).port, '127.0.0.1');
`;

/** @param {string} root @returns {string} where the project's commands put temporary folders, and nobody else does */
export const temporaryFolderOf = (root) => join(root, 'tmp');

/** The person's own servers are none of these specs' business, and npm is not their parent. */
const environment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NATS_URL|REDIS_URL|MONGODB_URI|TEST_|NODE_TEST_|npm_)/.test(name)));

/**
 * @param {string} root
 * @param {string[]} args the script under deploy/local and its arguments
 * @param {{ cwd?: string }} [options]
 */
export const runCommandOf = (root, [script = '', ...args], { cwd = root } = {}) => watchProgram(root, process.execPath, [join(root, 'deploy', 'local', script), ...args], cwd);

/** @param {string} root @param {string} script one of package.json's */
export const runNpmScriptOf = (root, script) => {
  const npm = npmCommand();
  return watchProgram(root, npm.command, [...npm.args, 'run', script], root);
};

/** @param {string} root @param {string} program @param {string[]} args @param {string} cwd */
const watchProgram = (root, program, args, cwd) => {
  const env = { ...environment(), TMPDIR: temporaryFolderOf(root) };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const seen = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (seen.stdout += chunk));
  child.stderr.on('data', (chunk) => (seen.stderr += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: /** @type {number | null} */ (code), ...seen }));
  const gone = new AbortController();
  void ended.then(() => gone.abort());
  /** @param {() => boolean} check @returns {Promise<boolean>} false when the command ends before */
  const until = (check) => waitFor(check, { withinMs: 20_000, signal: gone.signal });
  return { child, ended, seen, until };
};
