import pLimit from 'p-limit';
import { Fault, type Result } from '@lianshen/contracts/kernel';
import type { MasterKeyIds, MasterKeys, Wrapped } from './master-keys.js';

/** A service that is called from all over an organization limits how much each may ask of it. */
const AT_ONCE_MAX = 4;
const WAITING_MAX = 100;

/** Master keys behind a bound: no call takes longer than it may, and only so many are under way or wait. */
export class BoundedMasterKeys implements MasterKeys {
  private readonly limit = pLimit(AT_ONCE_MAX);

  constructor(
    private readonly behind: MasterKeys,
    private readonly timeoutMs = 5_000,
  ) {}

  ids(): Promise<MasterKeyIds> {
    return this.bounded(() => this.behind.ids());
  }

  wrap(context: string, secret: Buffer): Promise<Wrapped> {
    return this.bounded(() => this.behind.wrap(context, secret));
  }

  unwrap(context: string, wrapped: Wrapped): Promise<Result<Buffer>> {
    return this.bounded(() => this.behind.unwrap(context, wrapped));
  }

  /** Who waits for a place waits within the same time; a call that hangs gives its place back, and nobody asks for who has gone. */
  private bounded<T>(call: () => Promise<T>): Promise<T> {
    if (this.limit.pendingCount >= WAITING_MAX) return Promise.reject(new Fault('too many calls wait for the master keys'));
    let isLate = false;
    const late = () => (isLate = true);
    return this.within(this.limit(() => (isLate ? Promise.reject(this.unanswered()) : this.within(call()))), late);
  }

  private async within<T>(answer: Promise<T>, onLate: () => void = () => undefined): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        onLate();
        reject(this.unanswered());
      }, this.timeoutMs);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      throw error instanceof Fault ? error : new Fault('the master keys do not answer', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  private unanswered(): Fault {
    return new Fault(`the master keys have not answered within ${this.timeoutMs} ms`);
  }
}
