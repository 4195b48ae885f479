import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { MESSAGES } from '@lianshen/contracts/messages';
import { asyncApiDocument } from './asyncapi-document.js';

/** The parser's packages are of many ages and bend under Jest's modules, so it runs in a process of its own. */
const PARSE = `
  import { Parser } from '@asyncapi/parser';
  let text = '';
  for await (const part of process.stdin) text += part;
  const { document, diagnostics } = await new Parser().parse(text);
  console.log(JSON.stringify({ version: document?.version(), diagnostics }));
`;

interface Parsed {
  readonly version?: string;
  readonly diagnostics: readonly { readonly code: string; readonly severity: number; readonly message: string; readonly path: readonly string[] }[];
}

async function parse(document: object): Promise<Parsed> {
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PARSE], { cwd: new URL('.', import.meta.url), timeout: 60_000, maxBuffer: 16 * 1024 ** 2 });
  running.child.stdin?.end(JSON.stringify(document));
  return JSON.parse((await running).stdout) as Parsed;
}

describe('the AsyncAPI document', () => {
  it('is valid under the official parser', async () => {
    const { version, diagnostics } = await parse(asyncApiDocument());
    expect(diagnostics.filter(({ severity }) => severity <= 1).map(({ code, message, path }) => ({ code, message, path: path.join('/') }))).toEqual([]);
    expect(version).toBe('3.0.0');
  }, 60_000);

  it('is held to account: the parser refuses an operation on a channel that is not there', async () => {
    const document = JSON.parse(JSON.stringify(asyncApiDocument()).replace('#/channels/replies"', '#/channels/nowhere"')) as object;
    expect((await parse(document)).diagnostics.some(({ severity }) => severity === 0)).toBe(true);
  }, 60_000);

  it('holds every message of the catalogue on the channel that it goes by', () => {
    const channels = asyncApiDocument()['channels'] as unknown as Record<string, { messages: Record<string, unknown> }>;
    for (const [name, { to }] of Object.entries(MESSAGES)) expect(Object.keys(channels[to === 'agency' ? 'requests' : 'replies']?.messages ?? {})).toContain(name);
  });
});
