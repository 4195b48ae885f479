import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serialize } from 'bson';
import fc from 'fast-check';
import { pino } from 'pino';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore, type RunningStore } from '../start-store.js';
import { connectTo, exchange, opMessage, sequenceSection } from '../testing/wire-client.js';
import { crc32c } from './crc32c.js';

let dir: string;
let store: RunningStore;
const logged: string[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-wire-'));
  store = await startStore({ dir, log: pino({ level: 'warn' }, { write: (line: string) => logged.push(line) }) });
});
afterAll(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const ping = { ping: 1, $db: 'admin' };

async function isAlive(): Promise<boolean> {
  const socket = await connectTo(store.uri);
  const answer = await exchange(socket, opMessage({ body: ping }));
  socket.destroy();
  return answer?.['ok'] === 1;
}

const insertOf = (...documents: object[]) => ({
  body: { insert: 'wire', $db: 'test' },
  sections: [sequenceSection('documents', documents as Record<string, unknown>[])],
});

describe('a connection', () => {
  test('takes documents from a sequence section', async () => {
    const socket = await connectTo(store.uri);
    expect(await exchange(socket, opMessage(insertOf({ _id: 1 }, { _id: 2 })))).toMatchObject({ ok: 1, n: 2 });
    socket.destroy();
  });

  test('gives no answer to a message that wants none, and goes on', async () => {
    const socket = await connectTo(store.uri);
    const silent = opMessage({ flags: 2, ...insertOf({ _id: 3 }) });
    const answer = await exchange(socket, Buffer.concat([silent, opMessage({ body: { count: 'wire', query: { _id: 3 }, $db: 'test' } })]));
    expect(answer).toMatchObject({ ok: 1, n: 1 });
    socket.destroy();
  });

  test('checks the checksum when there is one', async () => {
    const withChecksum = (change: number): Buffer => {
      const message = Buffer.concat([opMessage({ flags: 1, body: ping }), Buffer.alloc(4)]);
      message.writeInt32LE(message.length, 0);
      message.writeUInt32LE((crc32c(message.subarray(0, -4)) ^ change) >>> 0, message.length - 4);
      return message;
    };
    const socket = await connectTo(store.uri);
    expect(await exchange(socket, withChecksum(0))).toMatchObject({ ok: 1 });
    expect(await exchange(socket, withChecksum(1))).toBeUndefined();
  });

  test('takes a message in pieces', async () => {
    const socket = await connectTo(store.uri);
    const message = opMessage({ body: ping });
    for (const byte of message.subarray(0, -1)) socket.write(Buffer.of(byte));
    expect(await exchange(socket, message.subarray(-1))).toMatchObject({ ok: 1 });
    socket.destroy();
  });

  const cutOff = Buffer.from(serialize({ ping: 1, text: 'abc' }));
  cutOff.writeInt32LE(cutOff.length + 50, 0);

  test.each<[string, Buffer]>([
    ['too long a message', opMessage({ body: ping, length: 48_000_001 })],
    ['a length below the header', opMessage({ body: ping, length: 3 })],
    ['an unknown operation', opMessage({ body: ping, opCode: 2012 })],
    ['an unknown required flag', opMessage({ body: ping, flags: 4 })],
    ['no body', opMessage({ sections: [sequenceSection('documents', [{ a: 1 }])] })],
    ['two bodies', opMessage({ body: ping, sections: [Buffer.concat([Buffer.of(0), serialize(ping)])] })],
    ['an unknown kind of section', opMessage({ body: ping, sections: [Buffer.of(9, 0, 0)] })],
    ['a document that is longer than its message', opMessage({ sections: [Buffer.concat([Buffer.of(0), cutOff])] })],
    ['a sequence without an end', opMessage({ body: ping, sections: [Buffer.of(1, 255, 0, 0, 0, 65)] })],
  ])('is closed after %s, with a line in the log', async (_what, bytes) => {
    const before = logged.length;
    expect(await exchange(await connectTo(store.uri), bytes)).toBeUndefined();
    expect(logged.slice(before).join()).toContain('break the protocol');
    expect(await isAlive()).toBe(true);
  });

  test('survives random damage to its messages', async () => {
    const sound = opMessage(insertOf({ _id: 'x', list: [1, 'two', { three: null }], text: 'abc' }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(sound);
        for (const [at, byte] of changes) if (at > 3) damaged[at] = byte;
        const socket = await connectTo(store.uri);
        socket.on('error', () => undefined);
        socket.end(damaged);
        socket.resume();
        await once(socket, 'close');
      }),
      { numRuns: 200 },
    );
    expect(await isAlive()).toBe(true);
    expect(logged.filter((line) => line.includes('a command failed') || line.includes('serving it failed'))).toEqual([]);
  });
});
