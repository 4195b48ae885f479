import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../../docs/integrators/verifier/open_sealed.py', import.meta.url));

/** What the script is given: see there. */
export interface VerifierKeys {
  readonly own?: { readonly partyId: string; readonly agree: readonly { readonly kid: string; readonly privateKeyHex: string }[] };
  readonly others: readonly object[];
  readonly now: string;
}

export type Judged =
  | { readonly opened: { readonly source: string; readonly audience: string; readonly type: string; readonly id: string; readonly time: string; readonly payloadHash: string; readonly jws: string } }
  | { readonly refused: string };

/** Has the script judge lines. @returns what it says of each, and what it ended with. @throws where it broke. */
export function judgeByPython(keys: VerifierKeys, lines: readonly string[]): { readonly judged: readonly Judged[]; readonly status: number | null } {
  const python = process.env['TEST_PYTHON'];
  if (!python) throw new Error('TEST_PYTHON is not set: start the tests through deploy/local/with-servers.mjs or npm test');
  const folder = mkdtempSync(join(tmpdir(), 'lianshen-verifier-'));
  try {
    const path = join(folder, 'keys.json');
    writeFileSync(path, JSON.stringify(keys));
    const { status, stdout, stderr } = spawnSync(python, ['-B', SCRIPT, path], { input: lines.map((line) => `${line}\n`).join(''), encoding: 'utf8', timeout: 120_000 });
    if (stderr !== '') throw new Error(stderr);
    return { judged: stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Judged), status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
