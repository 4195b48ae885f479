/**
 * npm run calendar -- due START DAYS [--rule next|first] [--agency ID] [--calendar FILE] [--json]
 *                   | check FILE… [--json]
 *                   | import FILE [--to DIR] [--agency ID] [--json]
 *
 * Prints a deadline and how it was counted, says what is wrong with calendar files, with line, column and reason, and puts
 * one where the coordinator reads it. See docs/working-time.md.
 */
import { resolve } from 'node:path';
import { calledFrom } from './called-from.mjs';
import { checkCalendars } from './calendar/check-calendars.mjs';
import { calendarFolder, calendarInForce } from './calendar/folder.mjs';
import { importCalendar } from './calendar/import-calendar.mjs';
import { printDue } from './calendar/print-due.mjs';
import { runCommand } from './command.mjs';
import { readOptions } from './options.mjs';
import { setUpBuild } from './set-up.mjs';
import { wrongArguments } from './told-error.mjs';

const USAGE = `Usage:
  npm run calendar -- due START DAYS [--rule next|first] [--agency ID] [--calendar FILE] [--json]
  npm run calendar -- check FILE… [--json]
  npm run calendar -- import FILE [--to DIR] [--agency ID] [--json]
  START is 2026-09-24, 2026-09-24T10:00 or 2026-09-24T10:00:00+08:00.`;
const FILES_MAX = 100;

const text = /** @type {const} */ ({ type: 'string' });
const flag = /** @type {const} */ ({ type: 'boolean', default: false });

/** @param {string} reason */
const wrong = (reason) => wrongArguments(reason, USAGE);

/** @param {string} path */
const at = (path) => resolve(calledFrom('calendar'), path);

/** @param {string[]} args */
const due = async (args) => {
  const { values, positionals } = readOptions({ rule: text, agency: text, calendar: text, json: flag }, { usage: USAGE, positionalsMax: 2, args });
  const [start = '', days = ''] = positionals;
  const { CountingRule, readInstant, USUAL_RULE } = await import('@lianshen/contracts/working-time');
  const rule = CountingRule.options.find((each) => each === (values.rule ?? USUAL_RULE));
  if (rule === undefined) throw wrong(`--rule ${values.rule}`);
  if (!/^[1-9]\d{0,2}$/.test(days) || Number(days) > 250) throw wrong(`DAYS ${days}（1–250）`);
  const named = await calendarInForce({ file: values.calendar === undefined ? undefined : at(values.calendar), folder: calendarFolder(undefined), agency: values.agency, usage: USAGE });
  const received = readInstant(start, named.calendar);
  if (!received.ok) throw wrong(`START ${start}`);
  process.stdout.write(await printDue({ named, receivedAt: received.value, workingDays: Number(days), rule, json: values.json }));
  return 0;
};

/** @param {string[]} args */
const check = async (args) => {
  const { values, positionals } = readOptions({ json: flag }, { usage: USAGE, positionalsMax: FILES_MAX, args });
  if (positionals.length === 0) throw wrong('FILE');
  return checkCalendars(positionals.map(at), values);
};

/** @param {string[]} args */
const importFile = async (args) => {
  const { values, positionals } = readOptions({ to: text, agency: text, json: flag }, { usage: USAGE, positionalsMax: 1, args });
  const [file] = positionals;
  if (file === undefined) throw wrong('FILE');
  return importCalendar({ file: at(file), folder: calendarFolder(values.to === undefined ? undefined : at(values.to)), agency: values.agency, json: values.json, usage: USAGE });
};

const COMMANDS = new Map(Object.entries({ due, check, import: importFile }));

await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS.get(name);
  if (command === undefined) throw wrong(name);
  await setUpBuild(['contracts']);
  return command(args);
});
