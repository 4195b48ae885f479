import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { z } from 'zod';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Clock } from '../clock/index.js';
import { KeyVault } from '../sealing/key-vault.js';
import { aWrappingKey } from '../sealing/wrapping-builder.spec-kit.js';
import { createLog } from '../telemetry/log.js';
import type { CommitDocument } from './commit.js';
import { LedgerStore } from './ledger-store.js';
import { LedgerStreams, type Command, type Committed, type Fold } from './ledger-streams.js';
import { partsOfStream } from './stream-name.js';
import { TakeOver } from './take-over.js';
import { Writer } from './writer.js';
import { WriterMarks, type WriterMark } from './writer-marks.js';

/** For specs: a till that counts, as the smallest stream there is. */
export const TillEvent = z.strictObject({ type: z.literal('Added'), data: z.strictObject({ by: z.string() }), private: z.strictObject({ note: z.string() }).optional() });
export type TillEvent = z.infer<typeof TillEvent>;
export interface Till {
  readonly adds: readonly string[];
  readonly notes: readonly (string | undefined)[];
}

export const tillFold: Fold<Till, TillEvent> = {
  initial: { adds: [], notes: [] },
  parse: (event) => TillEvent.parse(event),
  evolve: (till, { data, private: secret }) => ({ adds: [...till.adds, data.by], notes: [...till.notes, secret?.note] }),
  keyOf: (stream) => partsOfStream(stream).id,
};

/** Adds one, once; done already: nothing to do. */
export const add = (by: string, note?: string): Command<Till, TillEvent> => ({
  cause: `add ${by}`,
  actor: { kind: 'machine', id: 'spec' },
  decide: (till): Result<TillEvent[]> =>
    ok(till.adds.includes(by) ? [] : [{ type: 'Added', data: { by }, ...(note === undefined ? {} : { private: { note } }) }]),
});

/** Adds one when another is in, and refuses else. */
export const addAfter = (by: string, before: string): Command<Till, TillEvent> => ({
  ...add(by),
  decide: (till, now) => (till.adds.includes(before) ? add(by).decide(till, now) : refuse('till.too-early')),
});

export class SetClock implements Clock {
  constructor(public at = Date.parse('2026-03-03T01:00:00Z')) {}
  now(): number {
    return this.at;
  }
}

type Ledgers = mongo.Collection<CommitDocument>;

export interface Replica {
  readonly id: string;
  readonly store: LedgerStore;
  readonly writer: Writer;
  readonly vault: KeyVault;
  readonly streams: LedgerStreams<Till, TillEvent>;
  readonly takeOver: TakeOver;
  /** What was relayed, by stream and seq. */
  readonly relayed: string[];
}

/** A database of its own, which goes when the spec ends. */
export class LedgerFixture {
  readonly clock = new SetClock();
  readonly wrapping = aWrappingKey();
  private readonly client: mongo.MongoClient;
  private readonly replicas: Replica[] = [];
  readonly db: mongo.Db;

  constructor(name: string, uri: string | undefined) {
    if (!uri) throw new Error('TEST_MONGODB_URI is not set: start the tests through deploy/local/with-servers.mjs or npm test');
    this.client = new mongo.MongoClient(uri, { promoteValues: true });
    this.db = this.client.db(`spec_${name}_${process.pid}`);
  }

  get ledger(): Ledgers {
    return this.db.collection<CommitDocument>('ledger');
  }

  get marks(): mongo.Collection<WriterMark> {
    return this.db.collection<WriterMark>('writers');
  }

  async prepare(): Promise<void> {
    await this.client.connect();
    await this.db.dropDatabase();
    await new LedgerStore(this.ledger).createIndexes();
    await new WriterMarks(this.marks).createIndexes();
  }

  /** @param relay what becomes of a commit after it stands. @param ledger the collection, or one that fails on purpose. */
  async replica(relay: (committed: Committed<Till, TillEvent>) => Promise<void> = () => Promise.resolve(), ledger: Ledgers = this.ledger): Promise<Replica> {
    const log = createLog('spec', 'silent');
    const [store, marks] = [new LedgerStore(ledger), new WriterMarks(this.marks)];
    const writer = new Writer(randomUUID(), store, marks, this.clock, log);
    const vault = new KeyVault(this.db.collection('keys'), this.wrapping);
    const relayed: string[] = [];
    const streams = new LedgerStreams(store, writer, vault, this.clock, tillFold, async (committed) => {
      await relay(committed);
      relayed.push(`${committed.commit.stream}/${committed.commit.seq}`);
    });
    const takeOver = new TakeOver(store, marks, this.clock, log);
    takeOver.register('till', (commit) => streams.relay(commit));
    await writer.start();
    const replica = { id: writer.id, store, writer, vault, streams, takeOver, relayed };
    this.replicas.push(replica);
    return replica;
  }

  async end(): Promise<void> {
    for (const { takeOver, writer } of this.replicas) {
      await takeOver.stop();
      await writer.stop(0);
    }
    await this.db.dropDatabase();
    await this.client.close();
  }
}

/** Waits for a condition, within a bound. @throws Error naming what was waited for. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
