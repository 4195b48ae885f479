/**
 * npm start [-- --reset] [--registers DIR] [--policy NAME]
 *
 * Sets up what is missing, starts everything on this machine with its data in .data/, and says where to go.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from './command.mjs';
import { readOptions } from './options.mjs';
import { claim } from './processes/claim.mjs';
import { endLeftovers } from './processes/run-file.mjs';
import { projectRoot } from './project-root.mjs';
import { say } from './say.mjs';
import { setUp } from './set-up.mjs';
import { startStack } from './stack.mjs';
import { agenciesOfPolicy, DEFAULT_POLICY } from './stack/policy-agencies.mjs';
import { bringSampleUnderWay } from './start/sample-under-way.mjs';
import { describeStack, writeTokens } from './start/where-to-go.mjs';
import { ToldError } from './told-error.mjs';

const USAGE = 'Usage: npm start [-- --reset] [--registers DIR] [--policy NAME]';
const CLAIM = 'start.lock';
const COORDINATOR_PORT = 8080;
const TOKENS_RENEWED_EVERY_MS = 3600_000;
const LOG_BYTES_MAX = 20 * 1024 * 1024;

/** @param {string} dir */
const claimFolder = (dir) => {
  const held = claim(join(dir, CLAIM));
  if (held.holder === undefined) return held.release;
  throw new ToldError(
    `已有一个 npm start 在运行（进程 ${held.holder.pid}）。请先在那个终端按 Ctrl-C 结束它。`,
    `Another npm start is running (process ${held.holder.pid}). End it first with Ctrl-C in its terminal.`,
  );
};

/** @param {string} dir */
const endLeftoversOfLastRun = async (dir) => {
  const names = await endLeftovers(join(dir, 'run.json'));
  if (names.length > 0) say(`已清理上次遗留的进程：${names.join('、')}`, `ended what the last run had left: ${names.join(', ')}`);
};

/** @param {string} dir */
const empty = (dir) => {
  for (const name of readdirSync(dir)) if (name !== CLAIM) rmSync(join(dir, name), { recursive: true, force: true });
  say('已清空 .data/,从头开始。', '.data/ was emptied; beginning anew.');
};

/**
 * Keeps the logs of a folder that is used for months from growing without end.
 * @param {string} logs
 */
const putLargeLogsAside = (logs) => {
  if (!existsSync(logs)) return;
  for (const name of readdirSync(logs).filter((entry) => entry.endsWith('.log'))) {
    const path = join(logs, name);
    if (statSync(path).size > LOG_BYTES_MAX) renameSync(path, `${path}.old`);
  }
};

/**
 * Each agency answers from its own file in the folder, which is read where it lies and again when it changes; an agency
 * whose file is missing would not come up, so that is said first.
 * @param {string} dir
 * @param {readonly { agency: string }[]} agencies
 */
const completeRegisters = (dir, agencies) => {
  const missing = agencies.map(({ agency }) => `${agency}.csv`).filter((name) => !existsSync(join(dir, name)));
  if (missing.length === 0) return dir;
  throw new ToldError(`${dir} 中缺少登记册：${missing.join('、')}`, `Registers are missing in ${dir}: ${missing.join(', ')}.`, { exitCode: 2 });
};

/**
 * What could not be brought under way keeps nobody from trying the rest.
 * @param {import('./stack.mjs').Stack} stack
 */
const bringSample = async (stack) => {
  try {
    if (await bringSampleUnderWay(stack)) say('示例批次已在办理中', 'a sample batch is under way');
  } catch (error) {
    say(`示例批次未能办理：${error instanceof Error ? error.message : error}`, 'the sample batch could not be brought under way');
  }
};

await runCommand(
  async (command) => {
    const startedAt = Date.now();
    const { values } = readOptions({ reset: { type: 'boolean', default: false }, registers: { type: 'string' }, policy: { type: 'string', default: DEFAULT_POLICY } }, { usage: USAGE });
    const { policy } = values;
    const agencies = agenciesOfPolicy(policy);
    const registersDir = values.registers === undefined ? undefined : completeRegisters(resolve(values.registers), agencies);
    const dir = join(projectRoot, '.data');
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const release = claimFolder(dir);
    command.onEnd(async () => release());
    await endLeftoversOfLastRun(dir);
    if (values.reset) empty(dir);
    putLargeLogsAside(join(dir, 'logs'));
    const servers = await setUp();
    say('启动各服务……', 'starting the services …');
    const stack = await startStack({ dir, temporary: false, servers, policy, registersDir, signIn: true, preferredPort: COORDINATOR_PORT, reaper: command.reaper, onStarting: (stop) => command.onEnd(stop) });
    writeTokens(stack);
    setInterval(() => writeTokens(stack), TOKENS_RENEWED_EVERY_MS).unref();
    const readyMs = Date.now() - startedAt;
    if (registersDir === undefined && policy === DEFAULT_POLICY) await bringSample(stack);
    process.stdout.write(describeStack(stack, readyMs));
    throw await stack.failed;
  },
  { interruptedCode: 0 },
);
