import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Fault } from '@lianshen/contracts/kernel';
import { MasterKeyFile } from '../../config/index.js';
import { BoundedMasterKeys } from './bounded-master-keys.js';
import { FileMasterKeys } from './file-master-keys.js';
import type { MasterKeys, Wrapped } from './master-keys.js';

/** An adapter, and an operator who has a hand on its keys. */
interface Subject {
  readonly masterKeys: MasterKeys;
  /** Puts a new key in. */
  rotate(): void;
  /** Takes the oldest key out. */
  takeOut(): void;
  /** From here on there is no answer. */
  breakOff(): void;
}

const folder = mkdtempSync(join(tmpdir(), 'lianshen-master-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function aFile(): Subject {
  const path = join(folder, `${randomBytes(4).toString('hex')}.key`);
  const lines = [randomBytes(32).toString('base64url')];
  const write = () => writeFileSync(path, `${lines.join('\n')}\n`);
  write();
  return {
    masterKeys: new FileMasterKeys(MasterKeyFile.parse(path)),
    rotate: () => (lines.push(randomBytes(32).toString('base64url')), write()),
    takeOut: () => (lines.shift(), write()),
    breakOff: () => writeFileSync(path, 'not a key\n'),
  };
}

function aBoundedFile(): Subject {
  const subject = aFile();
  return { ...subject, masterKeys: new BoundedMasterKeys(subject.masterKeys) };
}

const secret = randomBytes(32);
const changedAt = (bytes: Buffer, index: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
  return copy;
};

describe.each([['in a file', aFile], ['behind a bound', aBoundedFile]])('master keys %s', (_, make) => {
  let subject: Subject;
  let masterKeys: MasterKeys;
  beforeEach(() => {
    subject = make();
    ({ masterKeys } = subject);
  });

  it('unwrap what they wrapped, and say by which key it is', async () => {
    const wrapped = await masterKeys.wrap('place', secret);
    expect(wrapped.by).toBe((await masterKeys.ids()).current);
    expect(await masterKeys.unwrap('place', wrapped)).toEqual({ ok: true, value: secret });
    expect(wrapped.bytes.includes(secret)).toBe(false);
  });

  it('wrap the same twice in different bytes', async () => {
    const [one, other] = [await masterKeys.wrap('place', secret), await masterKeys.wrap('place', secret)];
    expect(one.bytes.equals(other.bytes)).toBe(false);
  });

  it('know the current key among all that they know', async () => {
    subject.rotate();
    const { current, known } = await masterKeys.ids();
    expect([known.includes(current), new Set(known).size]).toEqual([true, 2]);
  });

  it('wrap by a new key at once when one is put in, and unwrap by the one before', async () => {
    const before = await masterKeys.wrap('place', secret);
    subject.rotate();
    const after = await masterKeys.wrap('place', secret);
    expect(after.by).not.toBe(before.by);
    for (const each of [before, after]) expect(await masterKeys.unwrap('place', each)).toEqual({ ok: true, value: secret });
  });

  it('refuse what is wrapped by a key that was taken out', async () => {
    const before = await masterKeys.wrap('place', secret);
    subject.rotate();
    subject.takeOut();
    expect(await masterKeys.unwrap('place', before)).toEqual({ ok: false, refusal: { code: 'master-key.unknown', params: { key: before.by } } });
  });

  it('refuse bytes that were changed anywhere, cut off, or moved to another place', async () => {
    const wrapped = await masterKeys.wrap('place', secret);
    const { length } = wrapped.bytes;
    const bent: [string, Wrapped][] = [
      ...[0, Math.floor(length / 2), length - 1].map((index): [string, Wrapped] => ['place', { ...wrapped, bytes: changedAt(wrapped.bytes, index) }]),
      ['place', { ...wrapped, bytes: wrapped.bytes.subarray(1) }],
      ['place', { ...wrapped, bytes: Buffer.alloc(0) }],
      ['another place', wrapped],
    ];
    for (const [context, each] of bent) expect(await masterKeys.unwrap(context, each)).toMatchObject({ ok: false, refusal: { code: 'master-key.does-not-open' } });
  });

  it('are at fault where there is no answer, and refuse nothing', async () => {
    const wrapped = await masterKeys.wrap('place', secret);
    subject.breakOff();
    await expect(masterKeys.ids()).rejects.toBeInstanceOf(Fault);
    await expect(masterKeys.wrap('place', secret)).rejects.toBeInstanceOf(Fault);
    await expect(masterKeys.unwrap('place', wrapped)).rejects.toBeInstanceOf(Fault);
  });
});

describe('the bound of master keys', () => {
  /** A service that takes every call and answers none until it is told to. */
  class SlowMasterKeys extends FileMasterKeys {
    calls = 0;
    constructor(private readonly answered: Promise<void>) {
      super({ read: () => [Buffer.alloc(32, 1)] });
    }

    override async ids() {
      this.calls += 1;
      await this.answered;
      return super.ids();
    }
  }

  it('ends a call that is not answered with a fault, and gives its place to the next', async () => {
    const slow = new SlowMasterKeys(new Promise(() => undefined));
    const bounded = new BoundedMasterKeys(slow, 20);
    await Promise.all(Array.from({ length: 12 }, () => expect(bounded.ids()).rejects.toBeInstanceOf(Fault)));
    await expect(bounded.ids()).rejects.toBeInstanceOf(Fault);
    expect((await bounded.wrap('place', secret)).bytes.length).toBeGreaterThan(secret.length);
  });

  it('asks four things at a time, and lets a hundred wait', async () => {
    let answer: () => void = () => undefined;
    const slow = new SlowMasterKeys(new Promise((resolve) => (answer = resolve)));
    const bounded = new BoundedMasterKeys(slow, 60_000);
    const waiting = Array.from({ length: 104 }, () => bounded.ids());
    await new Promise((resolve) => setImmediate(resolve));
    expect(slow.calls).toBe(4);
    await expect(bounded.ids()).rejects.toThrow('too many');
    answer();
    expect(new Set((await Promise.all(waiting)).map(({ current }) => current)).size).toBe(1);
  });
});
