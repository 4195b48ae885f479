import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { startStack } from '../stack.mjs';
import { createTemporaryFolder } from '../temporary-folder.mjs';
import { importBatch, listCases, verifyLedger } from './coordinator-api.mjs';
import { layOutRegisters } from './registers.mjs';
import { resultLines } from './result.mjs';
import { waitForOutcomes } from './wait-for-outcomes.mjs';

/** @typedef {import('../stack.mjs').Stack} Stack */
/** @typedef {import('./print.mjs').DemoResult} DemoResult */

/**
 * Verifies the coordinator's ledger and each agency's own.
 * @param {Stack} stack
 * @returns {Promise<DemoResult['ledger']>} all of them taken together
 */
const verifyLedgers = async (stack) => {
  const places = Object.entries({ coordinator: stack.coordinatorUrl, ...stack.adapterUrls });
  const found = await Promise.all(places.map(async ([place, url]) => ({ place, ...(await verifyLedger({ url, token: stack.tokens.auditor })) })));
  return {
    intact: found.every(({ intact }) => intact),
    commits: found.reduce((sum, { commits }) => sum + commits, 0),
    streams: found.reduce((sum, { streams }) => sum + streams, 0),
    faults: found.flatMap(({ place, intact, faults }) => (intact ? [] : [`${place}: ${JSON.stringify(faults)}`])),
  };
};

/**
 * @param {Stack} stack
 * @param {import('./input.mjs').DemoInput} input
 * @returns {Promise<DemoResult>}
 */
const runBatch = async (stack, { batch, policy }) => {
  const { coordinatorUrl: url, tokens } = stack;
  const startedAt = Date.now();
  const imported = await importBatch({ url, token: tokens.officer, batch, policy });
  const { batchId, accepted } = imported;
  const list = () => listCases({ url, token: tokens.officer, batchId });
  const { cases, endedAtMs } = accepted.length === 0 ? { cases: [], endedAtMs: Date.now() } : await waitForOutcomes(list, accepted.length);
  return { lines: resultLines(imported, cases), ledger: await verifyLedgers(stack), agencies: stack.agencies, ms: endedAtMs - startedAt };
};

/**
 * The main job in one shot, on a private stack that is gone afterwards.
 * @param {import('./input.mjs').DemoInput} input
 * @param {{ servers: import('../set-up.mjs').Servers, command: import('../command.mjs').Command, servicesDir?: string }} options
 * @returns {Promise<DemoResult>}
 */
export const runDemo = async (input, { servers, command, servicesDir }) => {
  const dir = createTemporaryFolder();
  command.reaper.takeFolder(dir);
  command.onEnd(async () => rmSync(dir, { recursive: true, force: true }));
  const registersDir = join(dir, 'registers');
  layOutRegisters({ from: input.registersDir, to: registersDir, agencies: input.agencies });
  say('启动各服务……', 'starting the services …');
  const stack = await startStack({
    dir,
    temporary: true,
    registersDir,
    policy: input.policy,
    automaticConclusion: true,
    jurisdiction: 'demo',
    servers,
    reaper: command.reaper,
    onStarting: command.onEnd,
    ...(servicesDir === undefined ? {} : { servicesDir }),
  });
  say('导入批次，等待各单位答复……', 'importing the batch, waiting for the agencies …');
  const failure = stack.failed.then((error) => Promise.reject(error));
  return Promise.race([runBatch(stack, input), failure]);
};
