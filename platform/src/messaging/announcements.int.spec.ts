import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../ledger/ledger-builder.spec-kit.js';
import { Announcements } from './announcements.js';
import { connectNats, type Nats } from './connection.js';

const SUBJECT = 'spec.announcements';
const url = process.env['TEST_NATS_URL'] ?? '';
const connected = (name: string) => connectNats({ url, name, inboxPrefix: '_INBOX_announcements' });
const numbers = (content: unknown) => content as readonly number[];

describe('an announcement', () => {
  let here: Nats;
  let there: Nats;
  let listening: Announcements<number>;
  let heard: (readonly number[])[];

  beforeAll(async () => void (there = await connected('listens')), 20_000);
  afterAll(() => there.connection.close());

  beforeEach(async () => {
    here = await connected('announces');
    heard = [];
    listening = new Announcements(there, SUBJECT, numbers);
    listening.listen((items) => void heard.push(items));
    await there.connection.flush();
  });
  afterEach(async () => {
    listening.end();
    await here.connection.close();
  });

  /** What one process says reaches another in the order in which it was said: after this, what was said before has arrived. */
  async function settled(announces: Announcements<number>): Promise<void> {
    await here.connection.flush();
    announces.announce('last', -1);
    await until('the last one is heard', () => heard.flat().includes(-1));
  }

  it('reaches those who listen, together with its neighbours, of each key the newest', async () => {
    const announces = new Announcements(here, SUBJECT, numbers);
    announces.announce('a', 1);
    announces.announce('b', 2);
    announces.announce('a', 3);
    await settled(announces);
    expect(heard).toEqual([[3, 2, -1]]);
  });

  it('goes at once when so many wait that one message is full, and none twice', async () => {
    const announces = new Announcements(here, SUBJECT, numbers);
    for (let at = 0; at < 2_001; at++) announces.announce(String(at), at);
    await settled(announces);
    expect(heard.map(({ length }) => length)).toEqual([2_000, 2]);
  });

  it('that waits when its process ends is said before the connection drains; a later one is not', async () => {
    const announces = new Announcements(here, SUBJECT, numbers);
    announces.announce('a', 1);
    announces.end();
    announces.announce('b', 2);
    await here.connection.drain();
    await until('it is heard', () => heard.length > 0);
    expect(heard).toEqual([[1]]);
  });

  it('whose connection somebody else has ended is lost, and nothing is thrown', async () => {
    const announces = new Announcements(here, SUBJECT, numbers);
    for (let at = 0; at < 1_999; at++) announces.announce(String(at), at);
    const draining = here.connection.drain();
    // The one that fills the message goes within this very call.
    expect(() => announces.announce('full', 1)).not.toThrow();
    await draining;
    announces.announce('again', 2);
    expect(() => announces.end()).not.toThrow();
    expect(heard).toEqual([]);
  });

  it('is heard no more by one who has left', async () => {
    const announces = new Announcements(here, SUBJECT, numbers);
    const seen: number[] = [];
    const leave = listening.listen((items) => void seen.push(...items));
    leave();
    announces.announce('a', 1);
    await settled(announces);
    expect(seen).toEqual([]);
  });
});
