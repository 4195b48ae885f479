import type { Subscription } from '@nats-io/transport-node';
import type { Nats } from './connection.js';

const GATHER_MS = 100;
/** So many go in one message; NATS takes a megabyte of it. */
const GROUP_MAX = 2_000;

/**
 * Tells every process that listens on a subject that something is new, of each key the newest. Nothing is stored: what is said
 * while nobody listens, or while NATS is away, is lost, so that it may only be a reason to look again.
 */
export class Announcements<T> {
  private readonly listeners = new Set<(items: readonly T[]) => void>();
  private waiting = new Map<string, T>();
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private subscription: Subscription | undefined;

  /** @param read of what arrives; @throws as it does on what is none, which only this hub could have sent. */
  constructor(
    private readonly nats: Nats,
    private readonly subject: string,
    private readonly read: (content: unknown) => readonly T[],
  ) {}

  /** @param key whose earlier item, still on its way, this takes the place of. After the end nothing is said. */
  announce(key: string, item: T): void {
    if (this.ended) return;
    this.timer ??= setTimeout(() => this.publish(), GATHER_MS);
    this.waiting.set(key, item);
    if (this.waiting.size >= GROUP_MAX) this.publish();
  }

  /** @returns how to stop listening. */
  listen(listener: (items: readonly T[]) => void): () => void {
    this.listeners.add(listener);
    this.subscription ??= this.nats.connection.subscribe(this.subject, { callback: (error, message) => (error ? undefined : this.received(message.string())) });
    return () => this.listeners.delete(listener);
  }

  /** Says what still waits. To be called before the connection drains; others hear of nothing from here on. */
  end(): void {
    if (this.waiting.size > 0) this.publish();
    this.ended = true;
    this.subscription?.unsubscribe();
    this.listeners.clear();
  }

  private publish(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const items = [...this.waiting.values()];
    this.waiting = new Map();
    // A connection that somebody else has ended takes nothing more; from a timer its error would end the process.
    const { connection } = this.nats;
    if (!connection.isDraining() && !connection.isClosed()) connection.publish(this.subject, JSON.stringify(items));
  }

  private received(content: string): void {
    const items = this.read(JSON.parse(content));
    for (const listener of this.listeners) listener(items);
  }
}
