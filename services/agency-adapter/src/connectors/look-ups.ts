import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RequestId } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import { CONNECTOR, type Connector, type LookUp } from './connector.js';

const REMEMBERED_MAX = 1_000;
const REMEMBERED_MS = 60_000;
/** What failed is asked again soon, and not by each page that is opened meanwhile. */
const FAILED_REMEMBERED_MS = 5_000;
const PAGE_WAITS_MS = 1_500;

/**
 * Asks the connector, and remembers for a minute what it said, so that opening a page again asks nobody. It is in memory
 * alone: nothing of it is at rest.
 */
@Injectable()
export class LookUps {
  private readonly remembered = new LRUCache<RequestId, LookUp>({ max: REMEMBERED_MAX, ttl: REMEMBERED_MS, ttlAutopurge: true });
  private readonly underWay = new Map<RequestId, Promise<LookUp>>();

  constructor(@Inject(CONNECTOR) private readonly connector: Connector) {}

  /** Asks anew, or joins who is asking. */
  ask(request: Request): Promise<LookUp> {
    const { requestId, person, categories } = request;
    if (this.connector.answersAtOnce) return this.connector.lookUp({ person, categories });
    const joined = this.underWay.get(requestId);
    if (joined) return joined;
    const asked = this.connector.lookUp({ person, categories }).finally(() => this.underWay.delete(requestId));
    this.underWay.set(requestId, asked);
    return asked.then((lookUp) => {
      this.remembered.set(requestId, lookUp, lookUp.outcome === 'unavailable' ? { ttl: FAILED_REMEMBERED_MS } : {});
      return lookUp;
    });
  }

  /** @returns what is remembered or comes in time, else undefined: it is still being looked up. */
  async forPage(request: Request): Promise<LookUp | undefined> {
    const known = this.remembered.get(request.requestId);
    if (known) return known;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), PAGE_WAITS_MS)));
    return Promise.race([this.ask(request), late]).finally(() => clearTimeout(timer));
  }
}
