import { Inject, Injectable } from '@nestjs/common';
import { AgencyRegistry } from './agency-registry.js';

/** So often the ledger is looked at for the sake of messages, at most. */
const SPACING_MS = 50;

/**
 * Makes a revocation count at every replica from the moment that it is in the ledger: before a message is judged, the
 * registry is looked at once more. At rest a message waits for one small read; under load those of 50 ms share one.
 */
@Injectable()
export class FreshKeys {
  private begun: Promise<void> = Promise.resolve();
  private begunAt = 0;
  private awaited: Promise<void> | undefined;

  constructor(@Inject(AgencyRegistry) private readonly registry: Pick<AgencyRegistry, 'refresh'>) {}

  /** Resolves when a look that began after this call has ended. @throws Fault when the ledger cannot be read. */
  get(): Promise<void> {
    this.awaited ??= this.lookSoon();
    return this.awaited;
  }

  private async lookSoon(): Promise<void> {
    await this.begun.catch(() => undefined);
    const wait = this.begunAt + SPACING_MS - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // Whoever asks from here on waits for the look after this one.
    this.awaited = undefined;
    this.begunAt = performance.now();
    this.begun = this.registry.refresh();
    await this.begun;
  }
}
