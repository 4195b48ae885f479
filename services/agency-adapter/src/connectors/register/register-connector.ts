import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LookUpQuestion } from '@lianshen/contracts/look-up';
import type { Clock } from '@lianshen/platform/clock';
import type { Log } from '@lianshen/platform/telemetry';
import type { Connector, ConnectorHealth, LookUp } from '../connector.js';
import { lookUp } from './look-up.js';
import { readRegister } from './read-register.js';
import type { Register } from './register.js';

/**
 * The agency's register as a file, read again when it changes. One that cannot be trusted answers nobody: the work
 * items wait for people, and the process says that it is not ready.
 */
export class RegisterConnector implements Connector {
  readonly kind = 'register';
  readonly answersAtOnce = true;
  private loaded: { readonly register: Register; readonly at: number } | undefined;
  private seen = '';

  constructor(
    private readonly path: string,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  get health(): ConnectorHealth {
    return this.loaded ? 'good' : 'refused';
  }

  /** Nothing to say where there is no number to look up by. */
  async lookUp({ person: { identityNumber } }: LookUpQuestion): Promise<LookUp> {
    if (!this.loaded) return { outcome: 'unavailable', code: 'register.refused' };
    if (identityNumber === undefined) return { outcome: 'nothing-to-say' };
    const { code, findings } = lookUp(this.loaded.register, identityNumber);
    return {
      outcome: 'found',
      code,
      category: undefined,
      // An open matter is under verification, the rest stands on record.
      findings: findings.map((finding) => ({ code: finding.code, facts: finding.facts, basis: finding.basis, evidenceLevel: finding.code === 'FLAG_VERIFYING' ? 'under-verification' : 'verified' })),
      source: basename(this.path),
      obtainedAt: this.loaded.at,
    };
  }

  /** Reads the file if it changed. @returns whether a register was loaded anew. */
  async changed(): Promise<boolean> {
    const mark = await stat(this.path).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs}|${size}|${ino}`,
      () => 'missing',
    );
    if (mark === this.seen) return false;
    const bytes = await readFile(this.path).catch(() => undefined);
    this.seen = bytes ? mark : 'missing';
    const register = bytes && (await this.read(bytes));
    this.loaded = register && { register, at: this.clock.now() };
    if (!register) this.log.error('the register cannot be used; nobody is answered from it until it is put right');
    return register !== undefined;
  }

  async close(): Promise<void> {
    this.loaded = undefined;
  }

  private async read(bytes: Buffer): Promise<Register | undefined> {
    const read = await readRegister(bytes, basename(this.path));
    if (read.ok) return read.value;
    // Rows and codes only: a cell may hold anything.
    this.log.error({ code: read.refusal.code, rows: read.refusal.faults.slice(0, 20).map(({ row, code }) => ({ row, code })) }, 'the register is refused');
    return undefined;
  }
}
