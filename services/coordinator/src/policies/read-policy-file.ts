import { readFileSync } from 'node:fs';
import { hasErrors, printProblem } from '@lianshen/contracts/json-file';
import { lintPolicy, type Policy } from '@lianshen/contracts/policy';
import { ConfigurationError } from '@lianshen/platform/config';

/** @throws ConfigurationError that names each line of the file that is wrong, and why. */
export function readPolicyFile(path: string): Policy {
  const linted = lintPolicy(readFileSync(path, 'utf8'));
  if (linted.policy !== undefined && !hasErrors(linted)) return linted.policy;
  const lines = linted.problems.filter(({ severity }) => severity === 'error').map((problem) => printProblem(path, problem));
  throw new ConfigurationError(`联审方案有误 / not a valid policy:\n${lines.join('\n')}`);
}
