import { Redis } from 'ioredis';
import { Fault } from '@lianshen/contracts/kernel';

const ANSWER_WITHIN_MS = 2_000;
const RECONNECT_MS_MAX = 2_000;

export interface SessionStoreOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly onConnectionError: (error: Error) => void;
}

/** Sessions in Redis, as sealed text under hashed ids. Every method throws Fault when Redis does not answer in 2 s. */
export class SessionStore {
  private readonly redis: Redis;

  constructor(private readonly options: SessionStoreOptions) {
    this.redis = new Redis(options.redisUrl, {
      // Who asks while Redis is away learns it at once, and is not queued.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: ANSWER_WITHIN_MS,
      connectTimeout: ANSWER_WITHIN_MS,
      retryStrategy: (attempt) => Math.min(attempt * 100, RECONNECT_MS_MAX),
    });
    this.redis.on('error', options.onConnectionError);
  }

  /** @param indexes under which the session is found again. @returns false where one of them was ended a moment ago. */
  async add(session: string, sealed: string, ttlS: number, indexes: readonly string[], indexTtlS: number): Promise<boolean> {
    return this.ask(async (redis) => {
      const batch = redis.multi().set(this.key('session', session), sealed, 'EX', ttlS);
      for (const index of indexes) batch.sadd(this.key('index', index), session).expire(this.key('index', index), indexTtlS);
      batch.exists(...indexes.map((index) => this.key('ended', index)));
      const ended = (await batch.exec())?.at(-1)?.[1];
      if (ended === 0) return true;
      await redis.unlink(this.key('session', session));
      return false;
    });
  }

  /** Reads a session, and lets it live `ttlS` from now. */
  find(session: string, ttlS: number): Promise<string | null> {
    return this.ask((redis) => redis.getex(this.key('session', session), 'EX', ttlS));
  }

  /** Reads a session, which lives no longer by it. */
  look(session: string): Promise<string | null> {
    return this.ask((redis) => redis.get(this.key('session', session)));
  }

  /** Only where it still is there: what has ended in between stays ended. */
  async replace(session: string, sealed: string): Promise<boolean> {
    return (await this.ask((redis) => redis.call('SET', this.key('session', session), sealed, 'XX', 'KEEPTTL'))) === 'OK';
  }

  async remove(session: string): Promise<void> {
    await this.ask((redis) => redis.unlink(this.key('session', session)));
  }

  /** Ends every session of an index. @param heldS for so long none is opened under it any more. @returns how many there were. */
  async removeAll(index: string, heldS?: number): Promise<number> {
    return this.ask(async (redis) => {
      if (heldS !== undefined) await redis.set(this.key('ended', index), '1', 'EX', heldS);
      const results = await redis.multi().smembers(this.key('index', index)).unlink(this.key('index', index)).exec();
      const sessions = (results?.[0]?.[1] ?? []) as string[];
      return sessions.length === 0 ? 0 : redis.unlink(...sessions.map((session) => this.key('session', session)));
    });
  }

  /** Takes a mark that one alone can have for so long. @returns whether it was free. */
  async take(kind: 'jti' | 'renewing', name: string, ttlS: number): Promise<boolean> {
    return (await this.ask((redis) => redis.set(this.key(kind, name), '1', 'EX', ttlS, 'NX'))) === 'OK';
  }

  async giveBack(kind: 'jti' | 'renewing', name: string): Promise<void> {
    await this.ask((redis) => redis.del(this.key(kind, name)));
  }

  close(): void {
    this.redis.disconnect();
  }

  private key(kind: 'session' | 'index' | 'ended' | 'jti' | 'renewing', name: string): string {
    return `${this.options.prefix}:sign-in:${kind}:${name}`;
  }

  private async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    try {
      return await question(this.redis);
    } catch (cause) {
      throw new Fault('the store of sessions does not answer', { cause });
    }
  }
}
