/**
 * npm run policy:dryrun -- POLICY --start 2026-09-24T10:00 [--halted WHEN] [--facts principal-post=yes,…] [--calendar FILE] [--json]
 *
 * Lists all that would fire, and when, in a case under a policy that nobody answers: requests, reminders, due times, the rungs
 * of the ladder, and with --halted the review of a halt. POLICY is a file, or the name of one that ships. With --json one
 * object a line: at, what, agency, rule, tell, provisional. See docs/reminders.md.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { calledFrom } from './called-from.mjs';
import { calendarFolder, calendarInForce } from './calendar/folder.mjs';
import { runCommand } from './command.mjs';
import { readOptions } from './options.mjs';
import { printDryRun } from './policy-dryrun/print-dry-run.mjs';
import { readFacts } from './policy-lint/read-facts.mjs';
import { projectRoot } from './project-root.mjs';
import { readGivenFile } from './read-given-file.mjs';
import { setUpBuild } from './set-up.mjs';
import { wrongArguments } from './told-error.mjs';

const USAGE = 'Usage: npm run policy:dryrun -- POLICY --start 2026-09-24T10:00 [--halted WHEN] [--facts PREDICATE=yes|no,…] [--calendar FILE] [--json]';

const text = /** @type {const} */ ({ type: 'string' });

/** @param {string} reason */
const wrong = (reason) => wrongArguments(reason, USAGE);

/** @param {string} given a file, or the name of a policy that ships */
const placeOf = (given) => {
  const shipped = join(projectRoot, 'deploy', 'policies', `${given}.json`);
  return /^[a-z][a-z0-9-]*$/.test(given) && existsSync(shipped) ? shipped : resolve(calledFrom('policy:dryrun'), given);
};

await runCommand(async () => {
  const { values, positionals } = readOptions({ start: text, halted: text, facts: { type: 'string', default: '' }, calendar: text, json: { type: 'boolean', default: false } }, { usage: USAGE, positionalsMax: 1 });
  const [given] = positionals;
  if (given === undefined || values.start === undefined) throw wrong(given === undefined ? 'POLICY' : '--start');
  const path = placeOf(given);
  const file = readGivenFile(path);
  await setUpBuild(['contracts']);
  const [{ lintPolicy, Predicate }, { hasErrors, printProblem }, { dryRun }, { readInstant }] = await Promise.all([
    import('@lianshen/contracts/policy'), import('@lianshen/contracts/json-file'), import('@lianshen/contracts/reminders'), import('@lianshen/contracts/working-time'),
  ]);
  const facts = readFacts(values.facts, { predicates: Predicate.options, usage: USAGE });
  const linted = lintPolicy(file);
  if (linted.policy === undefined || hasErrors(linted)) {
    for (const problem of linted.problems) process.stderr.write(`${printProblem(path, problem)}\n`);
    return 1;
  }
  const named = values.calendar === undefined ? undefined : resolve(calledFrom('policy:dryrun'), values.calendar);
  const agencies = [undefined, ...linted.policy.agencies.map(({ agency }) => agency)];
  const inForce = new Map(await Promise.all(agencies.map(async (agency) => /** @type {const} */ ([agency, (await calendarInForce({ file: named, folder: calendarFolder(undefined), agency, usage: USAGE })).calendar]))));
  const own = inForce.get(undefined);
  if (own === undefined) throw new Error('no calendar');
  /** @param {string} name @param {string} when */
  const instant = (name, when) => {
    const read = readInstant(when, own);
    if (!read.ok) throw wrong(`${name} ${when}`);
    return read.value;
  };
  const lines = dryRun(linted.policy, {
    start: instant('--start', values.start),
    haltedAt: values.halted === undefined ? undefined : instant('--halted', values.halted),
    facts,
    calendarOf: (agency) => inForce.get(agency ?? undefined) ?? own,
  });
  process.stdout.write(await printDryRun(linted.policy, lines, { zone: own.zone, json: values.json }));
  return 0;
});
