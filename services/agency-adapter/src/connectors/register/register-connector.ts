import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { LOG } from '@lianshen/platform/process';
import type { Log } from '@lianshen/platform/telemetry';
import { ENVIRONMENT, type AdapterEnvironment } from '../../environment.js';
import { lookUp, type LookedUp } from './look-up.js';
import { readRegister } from './read-register.js';
import type { Register } from './register.js';

export type RegisterHealth = 'none' | 'loaded' | 'refused';

/**
 * The agency's register as a file, read again when it changes. One that cannot be trusted answers nobody: the work
 * items wait for people, and the process says that it is not ready.
 */
@Injectable()
export class RegisterConnector {
  private register: Register | undefined;
  private seen = '';

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
    @Inject(LOG) private readonly log: Log,
  ) {}

  get health(): RegisterHealth {
    if (this.environment.REGISTER_FILE === undefined) return 'none';
    return this.register ? 'loaded' : 'refused';
  }

  /** Reads the file if it changed. @returns whether a register was loaded anew. */
  async reload(): Promise<boolean> {
    const path = this.environment.REGISTER_FILE;
    if (path === undefined) return false;
    const mark = await stat(path).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs}|${size}|${ino}`,
      () => 'missing',
    );
    if (mark === this.seen) return false;
    this.seen = mark;
    this.register = mark === 'missing' ? undefined : await this.read(path);
    if (!this.register) this.log.error('the register cannot be used; nobody is answered from it until it is put right');
    return this.register !== undefined;
  }

  /** @returns what the register says, or undefined where there is none that can be trusted, or no number to ask with. */
  find(identityNumber: string | undefined): LookedUp | undefined {
    return this.register && identityNumber !== undefined ? lookUp(this.register, identityNumber) : undefined;
  }

  private async read(path: string): Promise<Register | undefined> {
    const read = await readRegister(await readFile(path), basename(path));
    if (read.ok) return read.value;
    // Rows and codes only: a cell may hold anything.
    this.log.error({ code: read.refusal.code, rows: read.refusal.faults.slice(0, 20).map(({ row, code }) => ({ row, code })) }, 'the register is refused');
    return undefined;
  }
}
