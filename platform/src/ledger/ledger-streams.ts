import { LRUCache } from 'lru-cache';
import { Defect, Fault, ok, type Result } from '@lianshen/contracts/kernel';
import type { Clock } from '../clock/index.js';
import type { KeyVault } from '../sealing/key-vault.js';
import { readBody, writeBody } from './body.js';
import { commitHash, NO_PREVIOUS, type Act, type Actor, type Commit, type LedgerEvent } from './commit.js';
import type { LedgerStore } from './ledger-store.js';
import type { Writer } from './writer.js';

/** A stream folded so far. `erased` tells that private parts could not be read: their key was destroyed. */
export interface Folded<S> {
  readonly stream: string;
  readonly seq: number;
  readonly at: number;
  readonly head: Buffer;
  readonly state: S;
  readonly erased: boolean;
}

/** How streams of one kind fold: pure, and strict on what it reads back. */
export interface Fold<S, E extends LedgerEvent> {
  readonly initial: S;
  /** Throws on an event that is not of this kind; it is asked before an event is written and when it is read back. */
  readonly parse: (event: LedgerEvent) => E;
  readonly evolve: (state: S, event: E, at: number) => S;
  /** The name of the key that encrypts private parts, or undefined for streams without any. */
  readonly keyOf: (stream: string) => string | undefined;
}

export interface Command<S, E extends LedgerEvent> {
  readonly cause: string;
  readonly actor: Actor;
  /** Pure: state and now in epoch ms to events (none when it was done already) or a refusal. */
  readonly decide: (state: S, now: number) => Result<readonly E[]>;
  /**
   * Most likely the stream has no commit yet: it is decided on the empty state without reading. Where that was wrong
   * the insert finds out, or the refusal is decided again.
   */
  readonly presumeNew?: boolean;
}

export interface Executed<S, E extends LedgerEvent> {
  readonly folded: Folded<S>;
  /** What this command added; empty when it was done already. */
  readonly events: readonly E[];
}

/** A commit that stands, with the fold right after it: what views and messages are derived from. */
export interface Committed<S, E extends LedgerEvent> {
  readonly commit: Commit;
  readonly acts: readonly Act<E>[];
  readonly before: S;
  readonly folded: Folded<S>;
}

/** A stream told from its beginning. */
export interface History<S, E extends LedgerEvent> {
  readonly folded: Folded<S>;
  readonly acts: readonly (Act<E> & { readonly at: number })[];
}

interface Waiting<S, E extends LedgerEvent> {
  readonly command: Command<S, E>;
  readonly resolve: (result: Result<Executed<S, E>>) => void;
  readonly reject: (error: unknown) => void;
}

const TRIES_MAX = 20;
const ACTS_MAX = 50;

/**
 * Runs commands against ledger streams of one kind. Commands on one stream that arrive while a commit is on its
 * way are decided together and go into the next commit, so a stream never has two commits in flight.
 */
export class LedgerStreams<S, E extends LedgerEvent> {
  private readonly cache: LRUCache<string, Folded<S>>;
  private readonly mailboxes = new Map<string, Waiting<S, E>[]>();

  constructor(
    private readonly store: LedgerStore,
    private readonly writer: Writer,
    private readonly vault: KeyVault,
    private readonly clock: Clock,
    private readonly fold: Fold<S, E>,
    private readonly derive: (committed: Committed<S, E>) => Promise<void>,
    cachedMax = 20_000,
  ) {
    this.cache = new LRUCache({ max: cachedMax });
  }

  /**
   * @returns what was added and the state after it, or the refusal. A refusal on a cached state is decided again
   * on the stored one before it is given. @throws Fault when the store fails or others are faster for too long.
   */
  execute(stream: string, command: Command<S, E>): Promise<Result<Executed<S, E>>> {
    return new Promise((resolve, reject) => {
      const waiting = { command, resolve, reject };
      const mailbox = this.mailboxes.get(stream);
      if (mailbox) {
        mailbox.push(waiting);
        return;
      }
      this.mailboxes.set(stream, [waiting]);
      queueMicrotask(() => void this.drain(stream));
    });
  }

  /** The cached fold, which others may have overtaken, or the stored one. */
  async peek(stream: string): Promise<Folded<S>> {
    return this.cache.get(stream) ?? (await this.load(stream));
  }

  /** Folds a stream from the store. @param upToSeq folds no further than this. */
  async load(stream: string, upToSeq = Number.MAX_SAFE_INTEGER): Promise<Folded<S>> {
    const keyName = this.fold.keyOf(stream);
    const [commits, key] = await Promise.all([this.store.readStream(stream), keyName === undefined ? undefined : this.vault.find(keyName)]);
    let folded = this.empty(stream);
    for (const commit of commits) if (commit.seq <= upToSeq) folded = this.advance(folded, commit, key).folded;
    return folded;
  }

  /** The stored fold, read on from where this process last knew it: what another replica has added is in it, and what it knows costs nothing. */
  async catchUp(stream: string): Promise<Folded<S>> {
    const keyName = this.fold.keyOf(stream);
    const known = this.cache.get(stream) ?? this.empty(stream);
    const [commits, key] = await Promise.all([this.store.readStream(stream, known.seq), keyName === undefined ? undefined : this.vault.find(keyName)]);
    const folded = commits.reduce((before, commit) => this.advance(before, commit, key).folded, known);
    if (folded.seq > (this.cache.get(stream)?.seq ?? -1)) this.cache.set(stream, folded);
    return folded;
  }

  /** Every act of a stream in order with the time of its commit, and the fold of them all: how something came about. */
  async history(stream: string): Promise<History<S, E>> {
    const keyName = this.fold.keyOf(stream);
    const [commits, key] = await Promise.all([this.store.readStream(stream), keyName === undefined ? undefined : this.vault.find(keyName)]);
    let folded = this.empty(stream);
    const past: (Act<E> & { readonly at: number })[] = [];
    for (const commit of commits) {
      const next = this.advance(folded, commit, key);
      past.push(...next.acts.map((act) => ({ ...act, at: commit.at })));
      folded = next.folded;
    }
    return { folded, acts: past };
  }

  /** Relays a commit that another writer left: reads it again as it stood when it was written. */
  async relay(commit: Commit): Promise<void> {
    await this.derive(await this.restore(commit));
  }

  private async restore(commit: Commit): Promise<Committed<S, E>> {
    const before = await this.load(commit.stream, commit.seq - 1);
    const keyName = this.fold.keyOf(commit.stream);
    const key = keyName === undefined ? undefined : await this.vault.find(keyName);
    return { commit, before: before.state, ...this.advance(before, commit, key) };
  }

  private empty(stream: string): Folded<S> {
    return { stream, seq: 0, at: 0, head: NO_PREVIOUS, state: this.fold.initial, erased: false };
  }

  private advance(folded: Folded<S>, commit: Commit, key: Buffer | undefined): { folded: Folded<S>; acts: Act<E>[] } {
    const body = readBody(commit.stream, commit.seq, commit.body, key);
    const acts = body.acts.map((act) => ({ ...act, events: act.events.map((event) => this.parse(event)) }));
    let state = folded.state;
    for (const act of acts) for (const event of act.events) state = this.fold.evolve(state, event, body.at);
    return {
      acts,
      folded: { stream: commit.stream, seq: commit.seq, at: body.at, head: commit.hash, state, erased: folded.erased || body.erased },
    };
  }

  private async drain(stream: string): Promise<void> {
    const mailbox = this.mailboxes.get(stream) ?? [];
    while (mailbox.length > 0) {
      const group = mailbox.splice(0, ACTS_MAX);
      try {
        await this.executeGroup(stream, group);
      } catch (error) {
        this.cache.delete(stream);
        for (const { reject } of group) reject(error);
      }
    }
    this.mailboxes.delete(stream);
  }

  private async executeGroup(stream: string, group: readonly Waiting<S, E>[]): Promise<void> {
    let cached = this.cache.get(stream) ?? (group.every(({ command }) => command.presumeNew) ? this.empty(stream) : undefined);
    for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
      const folded = cached ?? (await this.load(stream));
      const decided = this.decideGroup(folded, group);
      // Neither a no nor a "done already" is given on a state that another replica may have overtaken.
      if (cached && decided.outcomes.some(addsNothing)) {
        cached = undefined;
        continue;
      }
      if (decided.acts.length === 0) {
        this.cache.set(stream, folded);
        return settle(group, decided.outcomes, folded);
      }
      const after = await this.commit(folded, decided);
      if (after) return settle(group, decided.outcomes, after);
      cached = undefined;
      this.cache.delete(stream);
    }
    throw new Fault(`others were faster on a stream ${TRIES_MAX} times`);
  }

  /** Decides one after the other, each on what those before it added. One that throws fails alone. */
  private decideGroup(folded: Folded<S>, group: readonly Waiting<S, E>[]): Decided<S, E> {
    const now = Math.max(this.clock.now(), folded.at);
    let state = folded.state;
    const acts: Act<E>[] = [];
    const outcomes = group.map(({ command }): Outcome<E> => {
      try {
        const result = command.decide(state, now);
        if (!result.ok || result.value.length === 0) return { result };
        // What is written now must be readable for ever: an event that breaks its schema never gets into the ledger.
        const events = result.value.map((event) => this.parse(event));
        state = events.reduce((before, event) => this.fold.evolve(before, event, now), state);
        acts.push({ cause: command.cause, actor: command.actor, events });
        return { result: ok(events) };
      } catch (error) {
        return { error };
      }
    });
    return { now, state, acts, outcomes };
  }

  private parse(event: LedgerEvent): E {
    try {
      return this.fold.parse(event);
    } catch (error) {
      throw new Defect(`ledger: an event ${event.type} is not of its schema`, { cause: error });
    }
  }

  private async commit(before: Folded<S>, decided: Decided<S, E>): Promise<Folded<S> | undefined> {
    const { stream } = before;
    const seq = before.seq + 1;
    const keyName = this.fold.keyOf(stream);
    const key = keyName === undefined ? undefined : await this.vault.find(keyName);
    const body = writeBody(stream, seq, decided.now, decided.acts, key);
    const hash = commitHash(stream, seq, before.head, body);
    const folded: Folded<S> = { stream, seq, at: decided.now, head: hash, state: decided.state, erased: before.erased };
    const draft = { stream, seq, at: decided.now, body, prev: before.head, hash };
    const outcome = await this.writer.append(draft, (commit) => this.derive({ commit, acts: decided.acts, before: before.state, folded }));
    if (outcome === 'lost') return undefined;
    this.cache.set(stream, folded);
    return folded;
  }
}

/** A command's result, or what its decision threw: our defect, which is that command's alone. */
type Outcome<E> = { readonly result: Result<readonly E[]> } | { readonly error: unknown };

interface Decided<S, E extends LedgerEvent> {
  readonly now: number;
  readonly state: S;
  readonly acts: Act<E>[];
  readonly outcomes: readonly Outcome<E>[];
}

const addsNothing = <E>(outcome: Outcome<E>): boolean => 'result' in outcome && (!outcome.result.ok || outcome.result.value.length === 0);

function settle<S, E extends LedgerEvent>(group: readonly Waiting<S, E>[], outcomes: readonly Outcome<E>[], folded: Folded<S>): void {
  group.forEach(({ resolve, reject }, index) => {
    const outcome = outcomes[index] as Outcome<E>;
    if ('error' in outcome) reject(outcome.error);
    else resolve(outcome.result.ok ? ok({ folded, events: outcome.result.value }) : outcome.result);
  });
}
