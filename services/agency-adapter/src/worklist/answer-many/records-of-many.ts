import { Inject, Injectable } from '@nestjs/common';
import type { RequestId } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import type { LookUp } from '../../connectors/connector.js';
import { LookUps } from '../../connectors/look-ups.js';

/** As many as the machine asks at once. */
const AT_ONCE_MAX = 8;
/** Nobody waits longer for the records of all of them; whoever is not looked up by then is open. */
const ASKS_FOR_MS = 3_000;

/** What the agency's records say of many persons, as far as they say so in time. */
@Injectable()
export class RecordsOfMany {
  constructor(@Inject(LookUps) private readonly lookUps: LookUps) {}

  /** @returns what is known; without those of whom nothing is known yet. */
  async ask(requests: readonly Request[]): Promise<ReadonlyMap<RequestId, LookUp>> {
    const known = new Map<RequestId, LookUp>();
    const open = requests[Symbol.iterator]();
    const end = performance.now() + ASKS_FOR_MS;
    const work = async (): Promise<void> => {
      for (const request of open) {
        const lookUp = performance.now() < end ? await this.lookUps.forPage(request) : undefined;
        if (lookUp) known.set(request.requestId, lookUp);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE_MAX }, work));
    return known;
  }
}

/** What of the records stands beside a clear answer. @param lookUp undefined where nothing is known yet. */
export function besideOf(lookUp: LookUp | undefined): 'nothing' | 'flag' | 'open' {
  if (lookUp?.outcome === 'found') return lookUp.code === 'CLEAR' ? 'nothing' : 'flag';
  return lookUp?.outcome === 'nothing-to-say' ? 'nothing' : 'open';
}
