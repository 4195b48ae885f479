import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHub, type Stack } from './hub-stack.js';

const root = new URL('../../', import.meta.url).pathname;
const run = promisify(execFile);

/** The commands of the document, in order. */
const commandsOf = (document: string): string[] => [...document.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands = '']) => commands);

/** Where a machine has no curl, this stands in for it: the options that the document uses, and no other. */
const STAND_IN = join(root, 'e2e', 'stand-in');

describe('the walk through a batch by curl', () => {
  let stack: Stack;
  let dir: string;
  let output: string;

  beforeAll(async () => {
    const registers = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'].map((agency) => [agency, readFileSync(join(root, 'deploy/local/sample/registers', `${agency}.csv`))] as const);
    stack = await startHub(Object.fromEntries(registers));
    dir = mkdtempSync(join(tmpdir(), 'lianshen-walk-'));
    mkdirSync(join(dir, 'tokens'));
    for (const role of ['officer', 'auditor'] as const) writeFileSync(join(dir, 'tokens', `${role}.jwt`), stack.tokens[role]);
    const script = commandsOf(readFileSync(join(root, 'docs/walk-through.md'), 'utf8')).join('\n').replaceAll('@deploy/', `@${root}deploy/`);
    const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:${STAND_IN}`, HUB: stack.coordinatorUrl, TOKENS: join(dir, 'tokens') };
    output = (await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: dir, env, timeout: 60_000 })).stdout;
  }, 150_000);

  afterAll(async () => {
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  it('reports the four bad rows of the sample, masked', () => {
    expect(output.match(/^(16|18|19|24) \S+ /gm)).toHaveLength(4);
    expect(output).toMatch(/^16 身份证号 990\*{11}\d{3}[\dX] The check digit does not fit/m);
  });

  it('shows thirteen cases that wait for an officer and three that are halted, with who flagged', () => {
    expect(output.match(/^\d+ vetting $/gm)).toHaveLength(13);
    expect(output.match(/^\d+ halted \S+/gm)).toHaveLength(3);
    expect(output).toContain('20 halted 法院：不同意（OBJECT）');
  });

  it('reads a case with five clear verdicts, and signs its conclusion', () => {
    expect(output.match(/^(discipline|court|procuratorate|audit|petitions) \S+ CLEAR$/gm)).toHaveLength(5);
    expect(output).toMatch(/^cleared until \d{4}-/m);
  });

  it('signs nothing over a flag, leaves nothing open, and ends on an intact ledger', () => {
    expect(output).toMatch(/^16 declared$/m);
    expect(output).toMatch(/^409 conclusion\.flagged 有单位提出问题/m);
    expect(output).toMatch(/^0 open$/m);
    expect(output).toMatch(/^intact: true, commits: \d+$/m);
  });
});
