import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { Fault } from '@lianshen/contracts/kernel';
import { KeyVault } from '../sealing/key-vault.js';
import type { CommitDocument } from './commit.js';
import { add, addAfter, LedgerFixture, until, type Replica } from './ledger-builder.spec-kit.js';
import { LedgerStore } from './ledger-store.js';
import { LEASE_MS } from './writer-marks.js';
import { DOUBT_MS } from './writer.js';
import { verifyLedger } from './verify-ledger.js';

const fixture = new LedgerFixture('ledger', process.env['TEST_MONGODB_URI']);
beforeAll(() => fixture.prepare());
afterAll(() => fixture.end());

let count = 0;
let stream = '';
beforeEach(() => {
  stream = `till/${++count}`;
});

async function* noHeads(): AsyncGenerator<{ stream: string; seq: number }> {}
const verify = (heads: AsyncIterable<{ stream: string; seq: number }> = noHeads()) => verifyLedger(new LedgerStore(fixture.ledger), heads);
const seqsOf = async (name: string) => (await new LedgerStore(fixture.ledger).readStream(name)).map(({ seq }) => seq);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** The real collection, but for what a spec breaks on purpose. */
const failing = (broken: Partial<Record<'insertMany' | 'find', (...args: never[]) => unknown>>): mongo.Collection<CommitDocument> =>
  new Proxy(fixture.ledger, {
    get: (target, name) => {
      const replaced = broken[name as 'insertMany'];
      const value: unknown = replaced ?? Reflect.get(target, name);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });

describe('racing writers on one stream', () => {
  it('each land exactly once, without a gap, and the chain is intact', async () => {
    const replicas = await Promise.all(upTo(4).map(() => fixture.replica()));
    const commands = replicas.flatMap(({ streams }, index) => upTo(12).map((n) => streams.execute(stream, add(`${index}-${n}`))));
    const results = await Promise.all(commands);
    expect(results.every((result) => result.ok && result.value.events.length === 1)).toBe(true);
    const { state, seq } = await (replicas[0] as Replica).streams.load(stream);
    expect(state.adds).toHaveLength(48);
    expect(new Set(state.adds).size).toBe(48);
    expect(await seqsOf(stream)).toEqual(upTo(seq));
    expect(await verify()).toMatchObject({ intact: true, faults: [] });
  });

  it('that bring the same command let it in once', async () => {
    const replicas = await Promise.all(upTo(3).map(() => fixture.replica()));
    const results = await Promise.all(replicas.map(({ streams }) => streams.execute(stream, add('same'))));
    expect(results.map((result) => (result.ok ? result.value.events.length : -1)).sort()).toEqual([0, 0, 1]);
    expect((await (replicas[0] as Replica).streams.load(stream)).state.adds).toEqual(['same']);
  });
});

describe('grouped commits', () => {
  it('each learn their own outcome when some of the group lose', async () => {
    const [first, second] = [await fixture.replica(), await fixture.replica()];
    const streams = upTo(10).map((n) => `${stream}-${n}`);
    await Promise.all(streams.map((name) => second.streams.execute(name, add('0'))));
    // What the second knows of the even ones is old by now, and its group mixes winners and losers.
    await Promise.all(streams.filter((_, index) => index % 2 === 0).map((name) => first.streams.execute(name, add('1'))));
    const results = await Promise.all(streams.map((name) => second.streams.execute(name, add('2'))));
    expect(results.every((result) => result.ok)).toBe(true);
    const ends = await Promise.all(streams.map(async (name) => (await first.streams.load(name)).state.adds.join()));
    expect(ends).toEqual(upTo(10).map((_, index) => (index % 2 === 0 ? '0,1,2' : '0,2')));
  });

  it('of one stream are decided one after the other and stand in few commits', async () => {
    const { streams } = await fixture.replica();
    await Promise.all(upTo(30).map((n) => streams.execute(stream, add(String(n)))));
    expect((await streams.load(stream)).state.adds).toEqual(upTo(30).map(String));
    expect((await seqsOf(stream)).length).toBeLessThanOrEqual(3);
  });
});

describe('a write whose answer was lost', () => {
  const lost = () => new mongo.MongoNetworkError('connection closed');

  it('is known again as our own, and lands once', async () => {
    let inserts = 0;
    const collection = failing({
      insertMany: async (...args) => {
        inserts++;
        await fixture.ledger.insertMany(...(args as unknown as Parameters<typeof fixture.ledger.insertMany>));
        if (inserts === 1) throw lost();
      },
    });
    const { streams } = await fixture.replica(undefined, collection);
    expect(await streams.execute(stream, add('a'))).toMatchObject({ ok: true, value: { events: [{ type: 'Added' }] } });
    expect(inserts).toBe(1);
    expect(await seqsOf(stream)).toEqual([1]);
  });

  it('that never arrived is tried again', async () => {
    let inserts = 0;
    const collection = failing({
      insertMany: (...args) => {
        if (++inserts < 3) throw lost();
        return fixture.ledger.insertMany(...(args as unknown as Parameters<typeof fixture.ledger.insertMany>));
      },
    });
    const { streams } = await fixture.replica(undefined, collection);
    expect((await streams.execute(stream, add('a'))).ok).toBe(true);
    expect(await seqsOf(stream)).toEqual([1]);
  });

  it('whose place another took meanwhile is decided again', async () => {
    const other = await fixture.replica();
    let inserts = 0;
    const collection = failing({
      insertMany: async (...args) => {
        if (++inserts === 1) {
          await other.streams.execute(stream, add('faster'));
          throw lost();
        }
        return fixture.ledger.insertMany(...(args as unknown as Parameters<typeof fixture.ledger.insertMany>));
      },
    });
    const { streams } = await fixture.replica(undefined, collection);
    expect((await streams.execute(stream, add('a'))).ok).toBe(true);
    expect((await streams.load(stream)).state.adds).toEqual(['faster', 'a']);
  });

  it('cannot be read while the store is away: a fault, to be tried again', async () => {
    const collection = failing({ find: () => { throw lost(); } });
    const { streams } = await fixture.replica(undefined, collection);
    await expect(streams.execute(stream, add('a'))).rejects.toBeInstanceOf(Fault);
  });
});

describe('a fold that is caught up', () => {
  it('holds what another replica has added, and is the one from the beginning', async () => {
    const [first, second] = [await fixture.replica(), await fixture.replica()];
    expect(await first.streams.catchUp(stream)).toMatchObject({ seq: 0, state: { adds: [] } });
    await first.streams.execute(stream, add('a'));
    await second.streams.execute(stream, add('b'));
    await second.streams.execute(stream, add('c'));
    expect((await first.streams.peek(stream)).state.adds).toEqual(['a']);
    expect(await first.streams.catchUp(stream)).toEqual(await second.streams.load(stream));
    expect((await first.streams.peek(stream)).state.adds).toEqual(['a', 'b', 'c']);
  });
});

describe('a refusal', () => {
  it('is decided again on fresh state before it is given', async () => {
    const [first, second] = [await fixture.replica(), await fixture.replica()];
    await first.streams.execute(stream, add('x'));
    await second.streams.execute(stream, add('before'));
    expect((await first.streams.peek(stream)).state.adds).toEqual(['x']);
    expect(await first.streams.execute(stream, addAfter('after', 'before'))).toMatchObject({ ok: true });
    expect(await first.streams.execute(stream, addAfter('never', 'missing'))).toMatchObject({ ok: false, refusal: { code: 'till.too-early' } });
  });

  it('of one command does not touch those that came with it', async () => {
    const { streams } = await fixture.replica();
    const results = await Promise.all([streams.execute(stream, add('a')), streams.execute(stream, addAfter('b', 'missing')), streams.execute(stream, addAfter('c', 'a'))]);
    expect(results.map(({ ok: yes }) => yes)).toEqual([true, false, true]);
    expect((await streams.load(stream)).state.adds).toEqual(['a', 'c']);
  });
});

it('time never goes back within a stream, whatever the clock does', async () => {
  const { streams } = await fixture.replica();
  const before = fixture.clock.at;
  await streams.execute(stream, add('a'));
  fixture.clock.at -= 60_000;
  await streams.execute(stream, add('b'));
  fixture.clock.at = before;
  expect((await new LedgerStore(fixture.ledger).readStream(stream)).map(({ at }) => at)).toEqual([before, before]);
});

describe('a writer that dies between append and publish', () => {
  it('leaves its commits to another, which relays exactly what is above the mark once the lease has lapsed', async () => {
    let alive = true;
    const dying = await fixture.replica(async () => {
      if (!alive) throw new Fault('dead');
    });
    for (const n of [1, 2, 3]) await dying.streams.execute(stream, add(String(n)));
    await until('the first three are marked', async () => (await fixture.marks.findOne({ _id: dying.id }))?.relayedTo === 3);
    alive = false;
    for (const n of [4, 5]) await dying.streams.execute(stream, add(String(n)));
    await stopBeating(dying);
    const heir = await fixture.replica();
    heir.takeOver.start();
    fixture.clock.at += LEASE_MS + 1;
    await until('the rest is relayed', () => heir.relayed.length >= 2);
    // For a while something of the dead writer may still land; only then is it closed, and nothing is relayed twice.
    fixture.clock.at += LEASE_MS + 1;
    fixture.clock.at += DOUBT_MS;
    await until('the mark is closed', async () => (await fixture.marks.findOne({ _id: dying.id }))?.closed === true);
    expect(heir.relayed.filter((each) => each.startsWith(`${stream}/`))).toEqual([`${stream}/4`, `${stream}/5`]);
    await heir.takeOver.stop();
  });

  it('with nothing left to relay is closed in silence', async () => {
    const done = await fixture.replica();
    await done.streams.execute(stream, add('a'));
    await until('it is relayed', () => done.relayed.length === 1 && done.writer.backlog === 0);
    await done.writer.stop();
    expect(await fixture.marks.findOne({ _id: done.id })).toMatchObject({ relayedTo: 1, closed: true });
  });

  it('relays a failed message again for as long as it lives, without holding up what it answers', async () => {
    let fails = 2;
    const replica = await fixture.replica(async () => {
      if (fails-- > 0) throw new Fault('away');
    });
    expect((await replica.streams.execute(stream, add('a'))).ok).toBe(true);
    expect(replica.relayed).toEqual([]);
    await until('it is relayed', () => replica.relayed.length === 1);
    expect(replica.writer.backlog).toBe(0);
  });
});

/** Ends the heartbeat as kill -9 would: nothing is closed, nothing more is saved. */
async function stopBeating({ writer }: Replica): Promise<void> {
  clearInterval((writer as unknown as { timer: NodeJS.Timeout }).timer);
  Object.assign(writer, { stopping: true });
  await (writer as unknown as { saving: Promise<void> }).saving;
}

describe('a destroyed key', () => {
  it('makes the private parts unreadable, while the state, the chain and new commits without them go on', async () => {
    const { streams, vault } = await fixture.replica();
    const name = String(count);
    await vault.create(name);
    await streams.execute(stream, add('a', '张三'));
    expect((await streams.load(stream)).state.notes).toEqual(['张三']);
    await fixture.db.collection<{ _id: string }>('keys').deleteOne({ _id: name });
    const later = await fixture.replica();
    expect(await later.streams.load(stream)).toMatchObject({ state: { adds: ['a'], notes: [undefined] }, erased: true });
    expect((await later.streams.execute(stream, add('b'))).ok).toBe(true);
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('is one key for all who make it at the same time', async () => {
    const collection = fixture.db.collection('keys') as never;
    const vaults = upTo(3).map(() => new KeyVault(collection, fixture.wrapping));
    const keys = await Promise.all(vaults.flatMap((vault) => [vault.create('shared'), vault.create('shared')]));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  });

  it('that cannot be read because the store is away is a fault, not a missing key', async () => {
    const away = { findOne: () => Promise.reject(new mongo.MongoNetworkError('away')) };
    await expect(new KeyVault(away as never, fixture.wrapping).find('x')).rejects.toBeInstanceOf(Fault);
  });
});

describe('the verification finds', () => {
  const damage = new LedgerFixture('damage', process.env['TEST_MONGODB_URI']);
  beforeAll(async () => {
    await damage.prepare();
    const { streams } = await damage.replica();
    for (const n of [1, 2, 3, 4]) await streams.execute('till/1', add(String(n)));
    await streams.execute('till/2', add('1'));
  });
  afterAll(() => damage.end());

  const id = (seq: number) => `till/1/0000000${seq}`;
  const doc = async (seq: number) => (await damage.ledger.findOne({ _id: id(seq) })) as CommitDocument;
  const put = (document: CommitDocument) => damage.ledger.replaceOne({ _id: document._id }, document, { upsert: true });
  async function* seen(seq: number) {
    yield { stream: 'till/1', seq };
  }

  /** Breaks the ledger, verifies it, and repairs it. */
  async function faultsAfter(harm: () => Promise<unknown>, heads = noHeads()): Promise<string[]> {
    const whole = await damage.ledger.find({}).toArray();
    await harm();
    const { faults, intact } = await verifyLedger(new LedgerStore(damage.ledger), heads);
    expect(intact).toBe(faults.length === 0);
    await damage.ledger.deleteMany({});
    await damage.ledger.insertMany(whole);
    return faults.map((fault) => `${fault.kind} ${fault.id}`);
  }

  it('nothing in a whole ledger, whose heads are those that were seen', async () => {
    expect(await faultsAfter(() => Promise.resolve(), seen(4))).toEqual([]);
  });

  it('nothing in one that grows while it is walked, although views have seen more by then', async () => {
    const [store, newest] = [new LedgerStore(damage.ledger), await doc(4)];
    await damage.ledger.deleteOne({ _id: id(4) });
    async function* growing(): ReturnType<LedgerStore['readAll']> {
      yield* store.readAll();
      await put(newest);
    }
    /** A view that has seen whatever is there when it is asked. */
    async function* following() {
      yield* seen(await damage.ledger.countDocuments({ stream: 'till/1' }));
    }
    expect(await verifyLedger({ readAll: growing }, following())).toMatchObject({ intact: true, commits: 4 });
    expect(await faultsAfter(() => Promise.resolve(), following())).toEqual([]);
  });

  it('a changed body', async () => {
    const harmed = await faultsAfter(async () => {
      const { body, ...rest } = await doc(2);
      await put({ ...rest, body: new mongo.Binary(Buffer.from(body.toString('utf8').replace('"by":"2"', '"by":"9"'))) });
    });
    expect(harmed).toEqual([`hash ${id(2)}`]);
  });

  it('a changed hash', async () => {
    const harmed = await faultsAfter(async () => put({ ...(await doc(2)), hash: new mongo.Binary(Buffer.alloc(32, 1)) }));
    expect(harmed).toEqual([`hash ${id(2)}`, `chain ${id(3)}`]);
  });

  it('a commit removed from the middle', async () => {
    expect(await faultsAfter(() => damage.ledger.deleteOne({ _id: id(2) }))).toEqual([`gap ${id(3)}`, `chain ${id(3)}`]);
  });

  it('a first commit that is removed', async () => {
    expect(await faultsAfter(() => damage.ledger.deleteOne({ _id: id(1) }))).toEqual([`gap ${id(2)}`, `chain ${id(2)}`]);
  });

  it('a tail that is cut off, by what was seen of it', async () => {
    expect(await faultsAfter(() => damage.ledger.deleteOne({ _id: id(4) }), seen(4))).toEqual([`cut-off ${id(4)}`]);
    expect(await faultsAfter(() => damage.ledger.deleteMany({ _id: { $gte: id(1), $lte: id(4) } }), seen(4))).toEqual([`cut-off ${id(4)}`]);
  });

  it('two commits that changed places', async () => {
    const harmed = await faultsAfter(async () => {
      const [second, third] = [await doc(2), await doc(3)];
      await damage.ledger.deleteMany({ _id: { $in: [id(2), id(3)] } });
      await put({ ...second, _id: id(3) });
      await put({ ...third, _id: id(2) });
    });
    expect(harmed).toEqual(expect.arrayContaining([`hash ${id(2)}`, `chain ${id(2)}`, `hash ${id(3)}`, `chain ${id(3)}`, `chain ${id(4)}`]));
  });

  it('a changed time', async () => {
    const harmed = await faultsAfter(async () => put({ ...(await doc(3)), at: new Date(0) }));
    expect(harmed).toEqual([`time ${id(3)}`, `body ${id(3)}`]);
  });
});
