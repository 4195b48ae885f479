/**
 * npm run sla -- recompute [--from DAY] [--to DAY] [--url URL] [--token FILE] [--json]
 *
 * Has the coordinator derive every figure of its statistics from the ledger alone and compare them with those that it
 * shows. Ends with 0 where all are equal, with 1 where some differ, with 2 on wrong arguments, with 3 where it could not be
 * asked. See docs/statistics.md.
 */
import { join, resolve } from 'node:path';
import { calledFrom } from './called-from.mjs';
import { runCommand } from './command.mjs';
import { readOptions } from './options.mjs';
import { projectRoot } from './project-root.mjs';
import { readGivenFile } from './read-given-file.mjs';
import { askForRecomputation } from './sla/ask-for-recomputation.mjs';
import { printRecomputation } from './sla/print-recomputation.mjs';
import { wrongArguments } from './told-error.mjs';

const USAGE = `Usage: npm run sla -- recompute [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--url URL] [--token FILE] [--json]
  --url    the coordinator, by default http://127.0.0.1:8080
  --token  a file with an auditor's token, by default .data/tokens/auditor.jwt`;
const LOCAL_URL = 'http://127.0.0.1:8080';
const LOCAL_TOKEN = join(projectRoot, '.data', 'tokens', 'auditor.jwt');

const text = /** @type {const} */ ({ type: 'string' });

/** @param {string} reason */
const wrong = (reason) => wrongArguments(reason, USAGE);

/** @param {string} url */
const isAddress = (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

await runCommand(async () => {
  const { values, positionals } = readOptions({ from: text, to: text, url: { ...text, default: LOCAL_URL }, token: text, json: { type: 'boolean', default: false } }, { usage: USAGE, positionalsMax: 1 });
  const [name = ''] = positionals;
  if (name !== 'recompute') throw wrong(name);
  if (!isAddress(values.url)) throw wrong(`--url ${values.url}`);
  const token = readGivenFile(values.token === undefined ? LOCAL_TOKEN : resolve(calledFrom('sla'), values.token)).trim();
  const recomputed = await askForRecomputation({ url: values.url, token, from: values.from, to: values.to });
  process.stdout.write(values.json ? `${JSON.stringify(recomputed)}\n` : printRecomputation(recomputed));
  return recomputed.equal ? 0 : 1;
});
