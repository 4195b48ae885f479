import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Sha256 } from '@lianshen/contracts/kernel';
import { sha256 } from '@lianshen/platform/sealing';

const KEPT_MAX = 5_000;

/** The canonical bytes of requests that were decided a moment ago, by their hash, so that they are not made twice. */
@Injectable()
export class RequestPayloads {
  private readonly byHash = new LRUCache<Sha256, string>({ max: KEPT_MAX });

  /** SHA-256 of a request's canonical text, which is kept until it is sent. */
  readonly hash = (payload: string): Sha256 => {
    const hash = sha256(payload);
    this.byHash.set(hash, payload);
    return hash;
  };

  /** The text for its first sending, or undefined where another process decided, or it was sent already. */
  take(hash: Sha256): string | undefined {
    const payload = this.byHash.get(hash);
    this.byHash.delete(hash);
    return payload;
  }
}
