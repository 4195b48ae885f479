import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, createInbox, nkeyAuthenticator } from '@nats-io/transport-node';
import { freePort } from '../free-port.mjs';
import { prepareLocalDeployment } from '../keys/local-deployment.mjs';
import { openLaunch } from '../launch.mjs';
import { createTemporaryFolder } from '../temporary-folder.mjs';
import { serverPrograms } from '../testing/fake-places.mjs';
import { baseEnvironment } from './base-environment.mjs';
import { AGENCY_API_PREFIX, inboxPrefixOf, natsAccounts } from './nats-accounts.mjs';
import { natsPlan } from './nats.mjs';

/** @typedef {import('@nats-io/transport-node').NatsConnection} NatsConnection */

const JURISDICTION = 'city-7';
const STREAM = `REQUESTS_${JURISDICTION}`;
const EVENTS = `EVENTS_${JURISDICTION}`;
const eventSubject = `case.${JURISDICTION}.event`;
const deskNoticeSubject = `notice.${JURISDICTION}.desk`;
const TIMEOUT_MS = 600;

/** @type {() => Promise<void>} */
let end = async () => undefined;
/** @type {NatsConnection} */ let hub;
/** @type {NatsConnection} */ let court;
/** @type {NatsConnection} */ let audit;
/** @type {NatsConnection} */ let notifier;

/** @param {string} agency */
const requestSubject = (agency) => `vet.${JURISDICTION}.${agency}.request`;
/** @param {string} agency */
const replySubject = (agency) => `vet.${JURISDICTION}.${agency}.reply`;
/** @param {string} agency */
const repliesOf = (agency) => `REPLIES_${JURISDICTION}_${agency}`;

const makeStreams = async () => {
  const manager = await jetstreamManager(hub);
  await manager.streams.add({ name: STREAM, subjects: [`vet.${JURISDICTION}.*.request`] });
  await manager.streams.add({ name: EVENTS, subjects: [eventSubject, deskNoticeSubject] });
  await manager.consumers.add(EVENTS, { durable_name: 'notifier', ack_policy: 'explicit' });
  await jetstream(hub).publish(deskNoticeSubject, 'for the desks');
  for (const agency of ['court', 'audit']) {
    await manager.streams.add({ name: repliesOf(agency), subjects: [replySubject(agency)] });
    await manager.consumers.add(STREAM, { durable_name: `agency-${agency}`, filter_subject: requestSubject(agency), ack_policy: 'explicit' });
    await jetstream(hub).publish(requestSubject(agency), `for ${agency}`);
  }
};

/**
 * Tries what an agency may not do.
 * @param {NatsConnection} connection
 * @param {string} subject
 * @param {string} [payload]
 */
const isRefused = (connection, subject, payload = '') => assert.rejects(connection.request(subject, payload, { timeout: TIMEOUT_MS }), `${subject} was answered`);

/**
 * @param {NatsConnection} connection
 * @param {string[]} subjects
 */
const refusesToHear = async (connection, subjects) => {
  for (const subject of subjects) {
    const subscription = connection.subscribe(subject);
    await assert.rejects(async () => {
      for await (const message of subscription) assert.fail(`heard ${message.subject}`);
    });
  }
};

const repliesStored = async () => (await (await jetstreamManager(hub)).streams.info(repliesOf('audit'))).state.messages;

before(async () => {
  const dir = createTemporaryFolder();
  const launch = openLaunch({ dir, temporary: true });
  const { nats } = await serverPrograms();
  const port = await freePort();
  const { configuration, caFile, seedFiles } = await prepareLocalDeployment({ dir, jurisdiction: JURISDICTION, agencies: ['court', 'audit'], port });
  await launch.supervisor.start(natsPlan({ program: nats, dir, port, env: baseEnvironment(), configuration }));
  /** @param {string} user */
  const connectAs = (user) =>
    connect({ servers: `127.0.0.1:${port}`, tls: { caFile }, inboxPrefix: inboxPrefixOf(user), authenticator: nkeyAuthenticator(readFileSync(seedFiles[user] ?? '')), reconnect: false });
  hub = await connectAs('coordinator');
  court = await connectAs('court');
  audit = await connectAs('audit');
  notifier = await connectAs('notifier');
  end = async () => {
    await Promise.all([hub, court, audit, notifier].map((connection) => connection.close()));
    await launch.end([['nats']]);
  };
  await makeStreams();
});

after(() => end());

describe('an agency’s account in NATS', { concurrency: false }, () => {
  it('lets the agency pull its own requests and acknowledge them', async () => {
    const consumer = await jetstream(court, { apiPrefix: AGENCY_API_PREFIX, checkAPI: false }).consumers.get(STREAM, 'agency-court');
    const message = await consumer.next({ expires: 2_000 });
    assert.equal(message?.string(), 'for court');
    assert.equal(await message?.ackAck(), true);
    const info = await (await jetstreamManager(hub)).consumers.info(STREAM, 'agency-court');
    assert.equal(info.num_ack_pending, 0);
    assert.equal(info.delivered.consumer_seq, 1);
  });

  it('lets the agency publish its own reply and hear that it is stored', async () => {
    const answer = await jetstream(court, { apiPrefix: AGENCY_API_PREFIX }).publish(replySubject('court'), 'verdict', { msgID: 'court-1' });
    assert.equal(answer.stream, repliesOf('court'));
    const again = await jetstream(court, { apiPrefix: AGENCY_API_PREFIX }).publish(replySubject('court'), 'verdict', { msgID: 'court-1' });
    assert.equal(again.duplicate, true);
  });

  it('refuses a reply in another agency’s name', async () => {
    const before = await repliesStored();
    await isRefused(court, replySubject('audit'), 'forged');
    court.publish(replySubject('audit'), 'forged');
    await court.flush();
    assert.equal(await repliesStored(), before);
  });

  it('refuses to write into another agency’s replies through the server’s own answer', async () => {
    const before = await repliesStored();
    for (const subject of [`${AGENCY_API_PREFIX}.CONSUMER.INFO.${STREAM}.agency-court`, `${AGENCY_API_PREFIX}.CONSUMER.MSG.NEXT.${STREAM}.agency-court`]) {
      court.publish(subject, '', { reply: replySubject('audit') });
    }
    await court.flush();
    // The server answers such calls on its own time.
    await sleep(300);
    assert.equal(await repliesStored(), before);
  });

  it('refuses another agency’s consumer and everything else of JetStream', async () => {
    for (const prefix of [AGENCY_API_PREFIX, '$JS.API']) {
      await isRefused(court, `${prefix}.CONSUMER.MSG.NEXT.${STREAM}.agency-audit`, '{"batch":1,"no_wait":true}');
      await isRefused(court, `${prefix}.CONSUMER.INFO.${STREAM}.agency-audit`);
      await isRefused(court, `${prefix}.STREAM.MSG.GET.${STREAM}`, '{"seq":1}');
    }
    for (const subject of ['$JS.API.INFO', '$JS.API.STREAM.NAMES', `$JS.API.STREAM.DELETE.${STREAM}`, `$JS.API.CONSUMER.MSG.NEXT.${STREAM}.agency-court`]) await isRefused(court, subject);
    const info = await (await jetstreamManager(hub)).consumers.info(STREAM, 'agency-audit');
    assert.equal(info.delivered.consumer_seq, 0);
  });

  it('refuses to listen to anything but the agency’s own inbox', async () => {
    await refusesToHear(court, ['vet.>', '>', `${inboxPrefixOf('audit')}.>`]);
  });

  it('gives an agency’s account nothing of another’s inbox', async () => {
    /** @type {string[]} */
    const heard = [];
    audit.subscribe(`${inboxPrefixOf('audit')}.>`, { callback: (_error, message) => void heard.push(message.subject) });
    court.publish(createInbox(inboxPrefixOf('audit')), 'guess');
    await court.flush();
    await audit.flush();
    assert.deepEqual(heard, []);
  });

  it('gives an agency neither the facts of cases nor the notices for desks', async () => {
    for (const prefix of [AGENCY_API_PREFIX, '$JS.API']) {
      await isRefused(court, `${prefix}.CONSUMER.MSG.NEXT.${EVENTS}.notifier`, '{"batch":1,"no_wait":true}');
      await isRefused(court, `${prefix}.STREAM.MSG.GET.${EVENTS}`, '{"seq":1}');
    }
    await isRefused(court, deskNoticeSubject, 'forged');
    await refusesToHear(court, [eventSubject, deskNoticeSubject]);
  });
});

describe('the notifier’s account in NATS', { concurrency: false }, () => {
  it('lets the notifier pull the facts and acknowledge them', async () => {
    const consumer = await jetstream(notifier, { apiPrefix: AGENCY_API_PREFIX, checkAPI: false }).consumers.get(EVENTS, 'notifier');
    const message = await consumer.next({ expires: 2_000 });
    assert.equal(message?.string(), 'for the desks');
    assert.equal(await message?.ackAck(), true);
  });

  it('refuses requests, replies, notices of its own and everything else of JetStream', async () => {
    for (const subject of [replySubject('court'), requestSubject('court'), deskNoticeSubject, eventSubject]) await isRefused(notifier, subject, 'forged');
    for (const prefix of [AGENCY_API_PREFIX, '$JS.API']) {
      await isRefused(notifier, `${prefix}.CONSUMER.MSG.NEXT.${STREAM}.agency-court`, '{"batch":1,"no_wait":true}');
      await isRefused(notifier, `${prefix}.STREAM.MSG.GET.${repliesOf('court')}`, '{"seq":1}');
    }
    await refusesToHear(notifier, ['vet.>', '>', deskNoticeSubject, `${inboxPrefixOf('court')}.>`]);
  });
});

describe('the configuration of the accounts', () => {
  it('refuses a name that would change the configuration', () => {
    assert.throws(() => natsAccounts('a" }', { coordinator: ['U'], notifier: ['U'], agencies: {} }), /cannot be a token/);
    assert.throws(() => natsAccounts('a', { coordinator: ['U'], notifier: ['U'], agencies: { 'x.>': ['U'] } }), /cannot be a token/);
  });
});
