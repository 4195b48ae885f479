import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certify } from './certify.js';
import { readOptions, USAGE, type Options } from './options.js';
import { printReport } from './report/print-report.js';
import { isCertified, type Report } from './report/report.js';
import { reportKey, signReport } from './report/sign-report.js';
import { startLocalTarget } from './target/local-target.js';
import { openRemoteTarget } from './target/remote-target.js';
import type { Target } from './target/target.js';

/** sysexits: EX_USAGE. */
const WRONG_USAGE = 64;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function openTarget(options: Options): Promise<Target> {
  const { agency, jurisdiction, nats, keys, flagged, emptied } = options;
  if (nats === undefined || keys === undefined) return startLocalTarget({ agency, jurisdiction });
  return openRemoteTarget({
    agency, jurisdiction, natsUrl: nats, nkeySeedFile: options['nkey-seed'], keysFile: keys, adapterKeys: options['adapter-keys'] ?? '', adapterNextKeys: options['adapter-next-keys'],
    flaggedNumber: flagged, startedEmpty: emptied, startWithinMs: options['start-within'] * 1_000, say,
  });
}

/** Prints the report for people and, on the last line, as it is signed. */
function tell(report: Report, options: Options): void {
  const [text, signed] = [printReport(report), signReport(report, reportKey(options['report-key']))];
  process.stdout.write(`${text}\n${signed}\n`);
  if (options.report === undefined) return;
  mkdirSync(options.report, { recursive: true });
  writeFileSync(join(options.report, `certification-${report.agency}.txt`), text);
  writeFileSync(join(options.report, `certification-${report.agency}.jws`), `${signed}\n`);
}

async function run(options: Options): Promise<number> {
  const target = await openTarget(options);
  // Asked to end in the middle: what was started is ended all the same.
  const end = (): void => void target.stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    const report = await certify(target, { answerWithinMs: options['answer-within'] * 1_000, resendWithinMs: options['resend-within'] * 1_000 });
    tell(report, options);
    return isCertified(report) ? 0 : 1;
  } finally {
    await target.stop();
  }
}

const options = readOptions(process.argv.slice(2));
if ('wrong' in options) {
  say([...options.wrong, '', USAGE].join('\n'));
  process.exit(WRONG_USAGE);
}
process.exit(
  await run(options).catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }),
);
