import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Fault, ok } from '@lianshen/contracts/kernel';
import { until } from '../ledger/ledger-builder.spec-kit.js';
import { MessagingFixture, PrivateServer } from './messaging-builder.spec-kit.js';

const server = PrivateServer.nats(process.env['TEST_NATS_SERVER']);
let fixture: MessagingFixture;

beforeAll(async () => {
  await server.start();
  fixture = new MessagingFixture('killed', `nats://127.0.0.1:${server.port}`, process.env['TEST_MONGODB_URI']);
  await fixture.prepare();
  await fixture.redeliverAfter(1_500);
}, 20_000);

afterAll(async () => {
  await fixture.end();
  await server.end();
});

/** Publishes as a relay does: again for as long as nobody says that it is stored. */
async function sendUntilStored(id: string): Promise<void> {
  for (;;) {
    try {
      return await fixture.work(id, id);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
  }
}

it('loses nothing when the server is killed in the middle and comes back', async () => {
  const handled = new Set<string>();
  await fixture.receive(async (data) => {
    handled.add(String(data));
    return ok(undefined);
  });
  const ids = Array.from({ length: 300 }, (_, index) => `m${index}`);
  const sending = Promise.all(ids.map(sendUntilStored));
  await until('some are handled', () => handled.size > 20);
  await server.kill();
  await server.start();
  await sending;
  await until('all are handled', () => handled.size === ids.length, 25_000);
  await until('all are acknowledged', () => fixture.owed().then(({ unacknowledged, waiting }) => unacknowledged + waiting === 0, () => false), 35_000);
  expect(handled.size).toBe(ids.length);
}, 70_000);
