/**
 * npm run policy:lint [-- FILE… [--explain] [--facts principal-post=yes,non-party=no]]
 *
 * Says what is wrong with policy files, with line, column and reason; without a file, with those that ship. With
 * --explain it also says who would be asked, with which fields, until when, and what would halt a case.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { calledFrom } from './called-from.mjs';
import { runCommand } from './command.mjs';
import { readOptions } from './options.mjs';
import { printExplanation } from './policy-lint/print-explanation.mjs';
import { readFacts } from './policy-lint/read-facts.mjs';
import { projectRoot } from './project-root.mjs';
import { readGivenFile } from './read-given-file.mjs';
import { setUpBuild } from './set-up.mjs';

const USAGE = 'Usage: npm run policy:lint -- [FILE.json…] [--explain] [--facts PREDICATE=yes|no,…]';
const SHIPPED = join(projectRoot, 'deploy', 'policies');
const FILES_MAX = 100;

const shippedFiles = () => readdirSync(SHIPPED).filter((name) => name.endsWith('.json')).sort().map((name) => join(SHIPPED, name));

await runCommand(async () => {
  const { values, positionals } = readOptions({ explain: { type: 'boolean', default: false }, facts: { type: 'string', default: '' } }, { usage: USAGE, positionalsMax: FILES_MAX });
  const files = positionals.length === 0 ? shippedFiles() : positionals.map((file) => resolve(calledFrom('policy:lint'), file));
  const texts = files.map((path) => ({ path, text: readGivenFile(path) }));
  await setUpBuild(['contracts']);
  const [{ explainPolicy, lintPolicy, Predicate }, { hasErrors, printProblem }] = await Promise.all([import('@lianshen/contracts/policy'), import('@lianshen/contracts/json-file')]);
  const facts = readFacts(values.facts, { predicates: Predicate.options, usage: USAGE });
  let wrong = 0;
  for (const { path, text } of texts) {
    const linted = lintPolicy(text);
    if (hasErrors(linted)) wrong += 1;
    for (const problem of linted.problems) process.stdout.write(`${printProblem(path, problem)}\n`);
    if (linted.problems.length === 0) process.stdout.write(`${path}: 没有问题 nothing wrong\n`);
    if (values.explain && linted.policy !== undefined) process.stdout.write(printExplanation(linted.policy, explainPolicy(linted.policy, facts)));
  }
  return wrong === 0 ? 0 : 1;
});
