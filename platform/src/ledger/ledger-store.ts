import type { mongo } from 'mongoose';
import { Fault } from '@lianshen/contracts/kernel';
import { duplicateIndexes } from '../store/duplicate-indexes.js';
import { GroupedWrites } from '../store/grouped-writes.js';
import { commitId, fromDocument, partsOfCommitId, toDocument, type Commit, type CommitDocument } from './commit.js';

/** `committed`: it stands in the ledger. `lost`: another commit has its place, and this one never will. */
export type AppendOutcome = 'committed' | 'lost';

const GROUP_MAX = 100;
const WAITING_MAX = 10_000;
const RETRY_DELAYS_MS = [20, 100, 300, 1_000, 2_000, 4_000, 8_000];
const READ_PAGE = 500;

/** The ledger collection: it is only ever inserted into and read. */
export class LedgerStore {
  private readonly appends = new GroupedWrites<Commit, AppendOutcome>((commits) => this.appendGroup(commits), {
    groupMax: GROUP_MAX,
    waitingMax: WAITING_MAX,
  });

  constructor(private readonly collection: mongo.Collection<CommitDocument>) {}

  async createIndexes(): Promise<void> {
    await this.collection.createIndex({ writer: 1, n: 1 }, { unique: true });
  }

  /**
   * Inserts one commit, in a group with others. Callers never have two commits of one stream on their way, so
   * a group that fails in the middle cannot leave a gap.
   * @throws Fault when after several tries it is still unknown whether the commit stands.
   */
  append(commit: Commit): Promise<AppendOutcome> {
    return this.appends.add(commit);
  }

  get waitingCount(): number {
    return this.appends.waitingCount;
  }

  /** Whether an append would be tried at all. */
  get hasRoom(): boolean {
    return this.appends.waitingCount < WAITING_MAX;
  }

  /** The commits of a stream after a seq, in order. */
  async readStream(stream: string, afterSeq = 0): Promise<Commit[]> {
    const range = { _id: { $gt: commitId(stream, afterSeq), $lt: `${stream}0` } }; // '0' is the character after '/'
    const documents = await faulty('the ledger cannot be read', () => this.collection.find(range).sort({ _id: 1 }).toArray());
    return documents.map(fromDocument);
  }

  /** One page of a writer's commits with n above the given one, in order of n. */
  async readWriter(writer: string, afterN: number, limit: number): Promise<Commit[]> {
    const documents = await faulty('the ledger cannot be read', () =>
      this.collection.find({ writer, n: { $gt: afterN } }).sort({ writer: 1, n: 1 }).limit(limit).toArray(),
    );
    return documents.map(fromDocument);
  }

  /** Every commit in order of stream and seq, page by page, so that a ledger of any size can be walked. */
  async *readAll(prefix = ''): AsyncGenerator<Commit> {
    let after = prefix;
    for (;;) {
      const range = prefix === '' ? { $gt: after } : { $gt: after, $lt: `${prefix}\uffff` };
      const page = await faulty('the ledger cannot be read', () =>
        this.collection.find({ _id: range }).sort({ _id: 1 }).limit(READ_PAGE).toArray(),
      );
      yield* page.map(fromDocument);
      const last = page.at(-1);
      if (!last || page.length < READ_PAGE) return;
      after = last._id;
    }
  }

  /** The streams of a kind with the seq of their last commit, from the index of ids alone. @param prefix `<kind>/`. */
  async readHeads(prefix: string): Promise<Map<string, number>> {
    const heads = new Map<string, number>();
    await faulty('the ledger cannot be read', async () => {
      const ids = this.collection.find({ _id: { $gt: prefix, $lt: `${prefix}\uffff` } }, { projection: { _id: 1 } }).sort({ _id: 1 });
      for await (const { _id } of ids) {
        const { stream, seq } = partsOfCommitId(_id);
        heads.set(stream, seq);
      }
    });
    return heads;
  }

  private async appendGroup(commits: readonly Commit[]): Promise<AppendOutcome[]> {
    const outcomes: (AppendOutcome | undefined)[] = commits.map(() => undefined);
    for (let attempt = 0; ; attempt++) {
      const open = commits.flatMap((commit, index) => (outcomes[index] ? [] : [{ commit, index }]));
      const failure = await this.insert(open, outcomes);
      if (failure === undefined) return outcomes as AppendOutcome[];
      const delay = RETRY_DELAYS_MS[attempt];
      if (delay === undefined) throw new Fault('the ledger does not answer', { cause: failure });
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }

  /**
   * One try. After a duplicate key or an error of the network the documents are read back: one that carries our
   * hash was our own write whose answer got lost.
   * @returns undefined when every outcome is known, else what failed.
   */
  private async insert(open: readonly { commit: Commit; index: number }[], outcomes: (AppendOutcome | undefined)[]): Promise<unknown> {
    try {
      await this.collection.insertMany(open.map(({ commit }) => toDocument(commit)), {
        ordered: false,
        writeConcern: { w: 'majority', j: true },
      });
      for (const { index } of open) outcomes[index] = 'committed';
      return undefined;
    } catch (error) {
      const duplicates = duplicateIndexes(error);
      if (duplicates) open.forEach(({ index }, position) => !duplicates.has(position) && (outcomes[index] = 'committed'));
      return this.readBack(open.filter(({ index }) => !outcomes[index]), outcomes, duplicates ? undefined : error);
    }
  }

  private async readBack(
    doubtful: readonly { commit: Commit; index: number }[],
    outcomes: (AppendOutcome | undefined)[],
    failure: unknown,
  ): Promise<unknown> {
    try {
      const ids = doubtful.map(({ commit }) => commitId(commit.stream, commit.seq));
      const found = await this.collection.find({ _id: { $in: ids } }).toArray();
      const byId = new Map(found.map((document) => [document._id, fromDocument(document)]));
      for (const { commit, index } of doubtful) {
        const stored = byId.get(commitId(commit.stream, commit.seq));
        if (stored) outcomes[index] = isSame(stored, commit) ? 'committed' : 'lost';
      }
      return doubtful.every(({ index }) => outcomes[index]) ? undefined : (failure ?? new Error('a duplicate that is not there'));
    } catch (error) {
      return error;
    }
  }
}

/** Two writers that decide the same at the same millisecond have the same hash, so the writer and its number are asked too. */
const isSame = (stored: Commit, commit: Commit): boolean => stored.hash.equals(commit.hash) && stored.writer === commit.writer && stored.n === commit.n;

async function faulty<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Fault(message, { cause: error });
  }
}
