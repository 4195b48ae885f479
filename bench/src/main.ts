import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { importLine, measureImport } from './measure-import.js';
import { measure, type Figures, type RunningSystem } from './measure/run-cases.js';
import { floodTable, measureFlood } from './flood/measure-flood.js';
import { measureLists } from './lists/measure-lists.js';
import { measureMany } from './many/measure-many.js';
import { printTable } from './print-table.js';
import { measureSecondStart } from './second-start.js';
import { startBullmqFlow } from './systems/bullmq-flow.js';
import { startHub } from './systems/hub.js';
import { startJetstream } from './systems/jetstream.js';
import { measureTimers } from './timers/measure-timers.js';

const SYSTEMS: Readonly<Record<string, () => Promise<RunningSystem>>> = {
  hub: startHub,
  jetstream: startJetstream,
  bullmq: startBullmqFlow,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', default: '2000' },
    inflight: { type: 'string', default: '64' },
    warm: { type: 'string', default: '1000' },
    'no-start': { type: 'boolean', default: false },
    'no-import': { type: 'boolean', default: false },
    rounds: { type: 'string', default: '42' },
    open: { type: 'string', default: '100000' },
    due: { type: 'string', default: '1000' },
    recorded: { type: 'string', default: '100' },
    items: { type: 'string', default: '500' },
    only: { type: 'string', default: Object.keys(SYSTEMS).join(',') },
    out: { type: 'string' },
  },
});

const wholeNumber = (name: 'cases' | 'inflight' | 'warm' | 'rounds' | 'open' | 'due' | 'recorded' | 'items'): number => {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000) throw new Error(`--${name} takes a whole number from 1 on`);
  return number;
};

async function* flood(): AsyncGenerator<string> {
  yield floodTable(await measureFlood(wholeNumber('rounds')));
}

/** What is measured alone, and tells its lines as it has them. */
const ALONE: Readonly<Record<string, () => AsyncGenerator<string>>> = {
  flood,
  lists: () => measureLists(wholeNumber('open')),
  many: () => measureMany(wholeNumber('items')),
  timers: () => measureTimers({ open: wholeNumber('open'), rungPerSecond: wholeNumber('due'), recordedPerSecond: wholeNumber('recorded') }),
};
const [name, ...further] = positionals;
if (name !== undefined) {
  const measureAlone = ALONE[name];
  if (!measureAlone || further.length > 0) throw new Error(`what is measured alone is one of ${Object.keys(ALONE).join(', ')}`);
  for await (const line of measureAlone()) process.stdout.write(`${line}\n`);
  process.exit(0);
}

const options = { cases: wholeNumber('cases'), inFlight: wholeNumber('inflight'), warmUp: wholeNumber('warm') };
const figures: Figures[] = [];
for (const name of values.only.split(',')) {
  const start = SYSTEMS[name];
  if (!start) throw new Error(`--only takes some of ${Object.keys(SYSTEMS).join(', ')}`);
  const system = await start();
  try {
    figures.push(await measure(system, options));
  } finally {
    await system.stop();
  }
}
process.stdout.write(`${printTable(figures)}\n`);
if (!values['no-import']) process.stdout.write(`${importLine(await measureImport())}\n`);
if (!values['no-start']) process.stdout.write(`second start, from set-up to all healthy: ${(await measureSecondStart()).toFixed(1)} s (goal: 15 s)\n`);
if (values.out) writeFileSync(values.out, JSON.stringify({ options, figures }, null, 2));
process.exit(0);
