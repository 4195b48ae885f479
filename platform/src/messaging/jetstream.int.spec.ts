import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Defect, Fault, ok, refuse, toIso } from '@lianshen/contracts/kernel';
import { BUNDLE_BYTES_MAX, MESSAGES, SEALED_BYTES_MAX } from '@lianshen/contracts/messages';
import { until } from '../ledger/ledger-builder.spec-kit.js';
import { decryptBytes } from '../sealing/field-cipher.js';
import { generateOwnKeys } from '../sealing/party-keys.js';
import { signEnvelope } from '../sealing/sign-envelope.js';
import { anEnvelope, aParty, NOW, someParties, type Party } from '../sealing/sealing-builder.spec-kit.js';
import { admitSealed } from './admit-sealed.js';
import { LETTERS_AT_ONCE } from './letter-budget.js';
import { admitJson, MessagingFixture } from './messaging-builder.spec-kit.js';

const fixture = new MessagingFixture('jetstream', process.env['TEST_NATS_URL'], process.env['TEST_MONGODB_URI']);
beforeAll(() => fixture.prepare());
beforeEach(() => fixture.clean());
afterAll(() => fixture.end());

const nothingOwed = async () => {
  const { unacknowledged, waiting } = await fixture.owed();
  return unacknowledged + waiting === 0;
};
const reasons = async () => (await fixture.letters.find({}).toArray()).map(({ reason }) => reason).sort();
/** A handler that waits until it is let go. */
const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

describe('a message', () => {
  it('is acknowledged only after its handler', async () => {
    const { open, opened } = gate();
    let started = 0;
    await fixture.receive(async () => {
      started++;
      await opened;
      return ok(undefined);
    });
    await fixture.work(1, 'a');
    await until('the handler has begun', () => started === 1);
    expect((await fixture.owed()).unacknowledged).toBe(1);
    open();
    await until('it is acknowledged', nothingOwed);
    expect(fixture.outcomes).toEqual(['handled work']);
  });

  it('comes again after a fault, and is handled then', async () => {
    let tries = 0;
    await fixture.receive(() => (++tries < 3 ? Promise.reject(new Fault('away')) : Promise.resolve(ok(undefined))));
    await fixture.work(1, 'b');
    await until('it is handled', () => fixture.outcomes.includes('handled work'));
    expect(fixture.outcomes).toEqual(['retried fault', 'retried fault', 'handled work']);
    expect(await reasons()).toEqual([]);
  });

  it('goes to the dead letters when it meets a defect, a fault that stays, a refusal or no handler, and others go on', async () => {
    await fixture.receive(async (data) => {
      if (data === 'defect') throw new Defect('wrong');
      if (data === 'error') throw new TypeError('wrong');
      if (data === 'for ever') throw new Fault('gone', { retryable: false });
      return data === 'refused' ? refuse('request.unknown') : ok(undefined);
    });
    for (const data of ['defect', 'error', 'for ever', 'refused', 'good']) await fixture.work(data, data);
    await fixture.send(JSON.stringify({ pattern: 'nobody', data: 1 }), 'nobody');
    await until('all have ended', async () => fixture.outcomes.length === 6 && (await nothingOwed()));
    expect(await reasons()).toEqual(['defect', 'defect', 'fault', 'message.no-handler', 'request.unknown']);
    expect(fixture.outcomes).toContain('handled work');
  });

  it('whose door fails goes to the dead letters too, and the process goes on', async () => {
    await fixture.receive(() => Promise.resolve(ok(undefined)), {
      admit: (content) => {
        if (content.includes('poison')) throw new Error('the door broke');
        return admitJson(content);
      },
    });
    await fixture.work('poison', 'p1');
    await fixture.work('good', 'p2');
    await until('both have ended', () => fixture.outcomes.length === 2);
    expect(fixture.outcomes.sort()).toEqual(['dead-lettered defect', 'handled work']);
  });

  it('stays in the stream while the dead letters cannot be stored', async () => {
    const away = { countDocuments: () => Promise.resolve(0), updateOne: () => Promise.reject(new Error('store away')) };
    await fixture.receive(() => Promise.resolve(refuse('x.y')), { letters: away as never });
    await fixture.work(1, 'c');
    await until('it was tried', async () => (await fixture.owed()).waiting === 0);
    await fixture.stop();
    expect((await fixture.owed()).unacknowledged).toBe(1);
    expect(fixture.outcomes).toEqual([]);
  });

  it('is stored as a dead letter once, encrypted, with its size and the count of its deliveries', async () => {
    await fixture.receive(() => Promise.resolve(refuse('x.y')));
    await fixture.work('张三', 'd');
    await until('it is a dead letter', () => fixture.outcomes.length === 1);
    const [letter] = await fixture.letters.find({}).toArray();
    const content = JSON.stringify({ pattern: 'work', data: '张三' });
    expect(letter).toMatchObject({ reason: 'x.y', deliveries: 1, bytes: Buffer.byteLength(content) });
    expect(JSON.stringify(letter)).not.toContain('张三');
    const sealed = Buffer.from(letter?.content?.buffer ?? []);
    expect(sealed.includes('张三')).toBe(false);
    expect(decryptBytes(fixture.wrapping.current.key, `dead-letter|${letter?._id}`, sealed).toString()).toBe(content);
  });
});

describe('the receiver', () => {
  it('has no more handlers in flight than it may', async () => {
    const { open, opened } = gate();
    let [running, most] = [0, 0];
    await fixture.receive(async () => {
      most = Math.max(most, ++running);
      await opened;
      running--;
      return ok(undefined);
    }, { concurrency: 4 });
    for (let n = 0; n < 12; n++) await fixture.work(n, `n${n}`);
    await until('four are in flight', () => running === 4);
    await until('all are delivered', async () => (await fixture.owed()).waiting === 0);
    expect(fixture.strategy.inFlightCount).toBe(4);
    open();
    await until('all are handled', () => fixture.outcomes.length === 12);
    expect(most).toBe(4);
  });

  it('lets handlers that have begun end before it stops', async () => {
    const { open, opened } = gate();
    let [started, ended] = [0, 0];
    await fixture.receive(async () => {
      started++;
      await opened;
      ended++;
      return ok(undefined);
    });
    for (const id of ['x', 'y']) await fixture.work(id, id);
    await until('both have begun', () => started === 2);
    let stopped = false;
    const stopping = fixture.stop().then(() => (stopped = true));
    await until('it pulls no more', () => !fixture.strategy.isConsuming);
    expect(stopped).toBe(false);
    open();
    await stopping;
    expect(ended).toBe(2);
    expect(fixture.outcomes).toEqual(['handled work', 'handled work']);
  });
});

describe('one sender', () => {
  const stuck = gate();

  it('whose messages all hang holds up nobody else', async () => {
    await fixture.receive(async (data) => {
      if (data === 'hangs') await stuck.opened;
      return ok(undefined);
    }, { concurrency: 4 });
    for (let n = 0; n < 40; n++) await fixture.work('hangs', `h${n}`);
    await until('as many hang as may', () => fixture.strategy.inFlightCount === 4);
    await fixture.work('audit', 'not-held-up', 'audit');
    await until('the other is handled', () => fixture.outcomes.includes('handled work'));
    expect(await fixture.stored('audit')).toBe(0);
    expect(await fixture.stored('court')).toBe(40);
    stuck.open();
    await until('all are handled', nothingOwed);
  });

  it('whose messages come to nothing is slowed, told of once and loses none, while another is as quick as before', async () => {
    const many = 3 * LETTERS_AT_ONCE;
    await Promise.all(Array.from({ length: many }, (_, n) => fixture.send(`garbage ${n}`, `g${n}`)));
    await fixture.receive(() => Promise.resolve(ok(undefined)), { concurrency: 8 });
    await until('it is slowed', () => fixture.strategy.slowCount === 1, 40_000);
    for (let n = 0; n < LETTERS_AT_ONCE; n++) await fixture.work(n, `a${n}`, 'audit');
    await until('the other is handled', () => fixture.outcomes.filter((outcome) => outcome === 'handled work').length === LETTERS_AT_ONCE);
    expect(fixture.slowed).toEqual(['court']);
    expect(fixture.strategy.isConsuming).toBe(true);
    const letters = await fixture.letters.countDocuments({});
    expect(letters).toBeLessThan(2 * LETTERS_AT_ONCE);
    expect(letters + (await fixture.stored('court'))).toBeGreaterThanOrEqual(many);
  }, 60_000);

  it('that fills its stream is refused, and another is not', async () => {
    const flood = async () => {
      for (let n = 0; n < 20; n++) await fixture.send('x'.repeat(500_000), `full${n}`);
    };
    await expect(flood()).rejects.toBeInstanceOf(Fault);
    await fixture.work(1, 'room', 'audit');
    expect(await fixture.stored('audit')).toBe(1);
  });

  it('has so many places among the dead letters, and those are not another’s', async () => {
    await fixture.receive(() => Promise.resolve(refuse('x.y')), { lettersMax: 3, concurrency: 1 });
    for (let n = 0; n < 5; n++) await fixture.work(n, `court ${n}`);
    await until('all of it ended', async () => fixture.outcomes.length === 5 && (await nothingOwed()));
    await fixture.work(1, 'of audit', 'audit');
    await until('the other one is a letter', () => fixture.outcomes.length === 6);
    expect(await fixture.letters.countDocuments({ subject: /court/ })).toBe(3);
    expect(await fixture.letters.countDocuments({ subject: /audit/ })).toBe(1);
    expect(fixture.notKept).toEqual(['x.y', 'x.y']);
  });

  it('cannot store what is larger than a bundle', async () => {
    await expect(fixture.send('x'.repeat(BUNDLE_BYTES_MAX + 20_000), 'huge')).rejects.toBeInstanceOf(Fault);
  });
});

describe('the publisher', () => {
  it('stores a message once, however often it is published', async () => {
    await Promise.all([1, 2, 3].map(() => fixture.work('same', 'one-id')));
    expect(await fixture.stored()).toBe(1);
  });

  it('says with a fault that nobody stored the message', async () => {
    const subjectOfNobody = { subject: `nowhere.${fixture.jurisdiction}`, messageId: 'z', ce: { id: 'z', type: 't', source: 'court', time: toIso(NOW) }, content: '' };
    await expect(fixture.publisher.publish(subjectOfNobody)).rejects.toBeInstanceOf(Fault);
    expect(fixture.publisher.openCount).toBe(0);
  });
});

describe('at a sealed door', () => {
  const { coordinator, court, audit } = someParties('coordinator', 'court', 'audit');
  const admit = admitSealed(coordinator.sealer, 'coordinator', { now: () => NOW });
  const seal = (party: Party, changed: Parameters<typeof anEnvelope>[0]): string => {
    const envelope = anEnvelope({ type: MESSAGES.resync.type, data: { reason: 'asked' }, ...changed });
    const sealed = party.sealer.seal(signEnvelope(party.keys, envelope), 'coordinator', NOW);
    return sealed.ok ? sealed.value : '';
  };

  it('what is malformed, forged, foreign or oversized becomes a dead letter with its reason, and what is good goes on', async () => {
    const stranger = aParty(generateOwnKeys('court'), [coordinator.keys]);
    const good = seal(court, { id: 'good' });
    const messages: Record<string, string> = {
      'seal.malformed': '{"agency":"court"}',
      'seal.does-not-open': `${good.slice(0, -4)}AAAA`,
      'seal.source-differs': seal(audit, { id: 'forged', source: 'court' }),
      'seal.not-for-us': seal(court, { id: 'foreign', audience: 'audit' }),
      'message.type-unknown': seal(court, { id: 'type', type: 'lianshen.other.v1' }),
      'message.malformed': seal(court, { id: 'data', data: { reason: 'because' } }),
      'message.too-large': 'x'.repeat(SEALED_BYTES_MAX + 1),
      'seal.key-unknown': seal(stranger, { id: 'stranger' }),
    };
    await fixture.receive(() => Promise.resolve(ok(undefined)), {
      admit: (content) => {
        const admitted = admit(content, NOW);
        return admitted.ok ? ok({ ...admitted.value, pattern: 'work' }) : admitted;
      },
    });
    for (const [reason, content] of Object.entries(messages)) await fixture.send(content, reason);
    await fixture.send(good, 'sealed-good');
    const all = Object.keys(messages).sort();
    await until('all have ended', async () => (await reasons()).length === all.length && fixture.outcomes.includes('handled work'));
    expect(await reasons()).toEqual(all);
    // A key may have been registered or prepared a moment ago, so these are asked again before they are given up.
    for (const reason of ['seal.key-unknown', 'seal.not-for-us']) expect(fixture.outcomes).toContain(`retried ${reason}`);
  }, 20_000);

  it('what goes the other way is of no known type', () => {
    const request = seal(court, { type: MESSAGES.recall.type, data: { requestId: 'x' } });
    expect(admit(request, NOW)).toMatchObject({ refusal: { code: 'message.type-unknown' } });
  });
});
