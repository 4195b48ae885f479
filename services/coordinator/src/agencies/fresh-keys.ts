import { Inject, Injectable } from '@nestjs/common';
import { NextTurn } from '@lianshen/platform/timers';
import { AgencyRegistry } from './agency-registry.js';

/** So often the ledger is looked at for the sake of messages, at most. */
const SPACING_MS = 50;

/**
 * Makes a revocation count at every replica from the moment that it is in the ledger: before a message is judged, the
 * registry is looked at once more. At rest a message waits for one small read; under load those of 50 ms share one.
 */
@Injectable()
export class FreshKeys {
  private readonly look: NextTurn;

  constructor(@Inject(AgencyRegistry) registry: Pick<AgencyRegistry, 'refresh'>) {
    this.look = new NextTurn(() => registry.refresh(), SPACING_MS);
  }

  /** Resolves when a look that began after this call has ended. @throws Fault when the ledger cannot be read. */
  get(): Promise<void> {
    return this.look.get();
  }
}
