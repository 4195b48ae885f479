import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { ToldError } from '../told-error.mjs';

/** @typedef {import('../stack.mjs').PolicyAgency} PolicyAgency */

export const POLICIES_DIR = join(projectRoot, 'deploy', 'policies');
export const DEFAULT_POLICY = 'standard-five';

/** @param {string} path @returns {any} undefined where it is no JSON: the coordinator says so, with the line */
const parsed = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * The agencies of a policy, in its order. The file is read as it is, without the project's own packages; whether it is a
 * good policy the coordinator says when it starts.
 * @param {string} name
 * @param {string} [dir]
 * @returns {PolicyAgency[]}
 * @throws {ToldError} when no file in the folder has this policy
 */
export const agenciesOfPolicy = (name, dir = POLICIES_DIR) => {
  const policies = readdirSync(dir).filter((file) => file.endsWith('.json')).sort().map((file) => parsed(join(dir, file)));
  const policy = policies.find((each) => each?.name === name);
  if (Array.isArray(policy?.agencies)) return policy.agencies.map((/** @type {any} */ each) => ({ agency: String(each.agency), name: String(each.name?.zh ?? each.agency), approversMin: Number(each.approversMin ?? 1) }));
  const offered = policies.map((each) => each?.name).filter((each) => typeof each === 'string');
  throw new ToldError(`没有这个方案：${name}。现有：${offered.join('、')}。`, `There is no such policy: ${name}. There are: ${offered.join(', ')}.`, { exitCode: 2 });
};
