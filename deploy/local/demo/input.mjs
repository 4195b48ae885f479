import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { calledFrom } from '../called-from.mjs';
import { projectRoot } from '../project-root.mjs';
import { readOptions } from '../options.mjs';
import { agenciesOfPolicy, DEFAULT_POLICY } from '../stack/policy-agencies.mjs';
import { ToldError } from '../told-error.mjs';

const USAGE = 'Usage: npm run demo -- [FILE.xlsx|FILE.csv] [--registers DIR] [--policy NAME] [--json]';
const SAMPLE = join(projectRoot, 'deploy', 'local', 'sample');
const CONTENT_TYPES = new Map([
  ['.csv', 'text/csv'],
  ['.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]);

/**
 * @typedef {object} DemoInput
 * @property {{ name: string, contentType: string, content: Buffer }} batch
 * @property {string | undefined} registersDir undefined: every agency's register is empty
 * @property {string} policy
 * @property {string[]} agencies those that the policy names
 * @property {boolean} json
 */

/** @param {string} path */
const readBatch = (path) => {
  const contentType = CONTENT_TYPES.get(extname(path).toLowerCase());
  if (contentType === undefined) {
    throw new ToldError(`不支持的文件类型：${basename(path)}。请提供 .xlsx 或 .csv 文件。`, `The file must end in .xlsx or .csv. ${USAGE}`, { exitCode: 2 });
  }
  try {
    return { name: basename(path), contentType, content: readFileSync(path) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToldError(`无法读取文件 ${path}。`, `The file could not be read: ${reason}`, { exitCode: 2, cause: error });
  }
};

/** @param {string} path */
const checkFolder = (path) => {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    if (statSync(path).isDirectory()) return path;
  } catch {
    // Said below, in the same words.
  }
  throw new ToldError(`登记册目录不存在或无法读取：${path}`, `The folder of registers does not exist or cannot be read: ${path}`, { exitCode: 2 });
};

/**
 * Reads and checks everything the person has given, before anything is set up or started.
 * @param {string[]} args
 * @param {string} [from] the folder that paths are relative to
 * @returns {DemoInput}
 */
export const readDemoInput = (args, from = calledFrom('demo')) => {
  const { values, positionals } = readOptions(
    { registers: { type: 'string' }, policy: { type: 'string', default: DEFAULT_POLICY }, json: { type: 'boolean', default: false } },
    { usage: USAGE, positionalsMax: 1, args },
  );
  const agencies = agenciesOfPolicy(values.policy);
  const file = positionals[0];
  const given = values.registers === undefined ? undefined : checkFolder(resolve(from, values.registers));
  return {
    batch: readBatch(file === undefined ? join(SAMPLE, 'batch.xlsx') : resolve(from, file)),
    registersDir: given ?? (file === undefined ? checkFolder(join(SAMPLE, 'registers')) : undefined),
    policy: values.policy,
    agencies: agencies.map(({ agency }) => agency),
    json: values.json,
  };
};
