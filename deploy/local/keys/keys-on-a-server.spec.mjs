import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, nkeyAuthenticator } from '@nats-io/transport-node';
import { freePort } from '../free-port.mjs';
import { openLaunch } from '../launch.mjs';
import { projectRoot } from '../project-root.mjs';
import { baseEnvironment } from '../servers/base-environment.mjs';
import { natsPlan } from '../servers/nats.mjs';
import { createUserSeed, publicKeyOf } from '../servers/nkey.mjs';
import { createTemporaryFolder } from '../temporary-folder.mjs';
import { serverPrograms } from '../testing/fake-places.mjs';
import { waitFor } from '../wait-for.mjs';

/** The command's own folder at work: a real server on what it wrote, and each party with what it would be handed. */

/** @typedef {import('@nats-io/transport-node').NatsConnection} NatsConnection */

const JURISDICTION = 'city-7';
const STREAM = `REQUESTS_${JURISDICTION}`;
const REFUSED_WITHIN_MS = 600;

let folder = '';
let port = 0;
/** @type {() => number} */
let serverPid = () => 0;
/** @type {() => Promise<void>} */
let end = async () => undefined;
/** @type {NatsConnection[]} */
const opened = [];
/** @type {NatsConnection} */ let hub;
/** @type {NatsConnection} */ let court;

/** @param {string[]} args */
const keys = (...args) => JSON.parse(execFileSync(process.execPath, [join(projectRoot, 'deploy', 'local', 'keys.mjs'), ...args, '--folder', folder, '--json'], { encoding: 'utf8', timeout: 60_000, stdio: ['ignore', 'pipe', 'ignore'] }));

/** What a party reads from the folder that it is handed. @param {string} party */
const handedTo = (party) => {
  const at = join(folder, 'parties', party);
  const variables = Object.fromEntries(readFileSync(join(at, 'nats.env'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('=')));
  /** @param {string} name */
  const text = (name) => readFileSync(join(at, variables[name]), 'utf8');
  return { variables, seed: text('NATS_NKEY_SEED_FILE'), ca: text('NATS_CA_FILE') };
};

/** @param {{ variables: Record<string, string>, seed: string, ca: string }} handed */
const connectWith = async ({ variables, seed, ca }) => {
  const connection = await connect({ servers: variables['NATS_URL'] ?? '', tls: { ca }, inboxPrefix: variables['NATS_INBOX_PREFIX'] ?? '', authenticator: nkeyAuthenticator(Buffer.from(seed)), reconnect: false, timeout: 5_000 });
  opened.push(connection);
  return connection;
};

/** @param {string} party */
const connectAs = (party) => connectWith(handedTo(party));

/** The server counts what it reads, so each reload is waited for. */
const logText = () => readFileSync(join(folder, '..', 'logs', 'nats.log'), 'utf8');
const reloads = () => logText().split('Reloaded server configuration').length - 1;
const reload = async () => {
  const count = reloads();
  process.kill(serverPid(), 'SIGHUP');
  assert.ok(await waitFor(() => reloads() > count, { withinMs: 10_000 }), logText().slice(-500));
};

/** The server speaks first, in plain text; then TLS begins. */
const certificateShown = async () => {
  const plain = connectTcp(port, '127.0.0.1');
  await once(plain, 'data');
  const secure = connectTls({ socket: plain, ca: handedTo('audit').ca, servername: 'localhost' });
  await once(secure, 'secureConnect');
  const { fingerprint256 } = secure.getPeerCertificate();
  secure.destroy();
  return fingerprint256;
};

/** @param {string} agency */
const provision = async (agency) => {
  const manager = await jetstreamManager(hub);
  await manager.streams.add({ name: `REPLIES_${JURISDICTION}_${agency}`, subjects: [`vet.${JURISDICTION}.${agency}.reply`] });
  await manager.consumers.add(STREAM, { durable_name: `agency-${agency}`, filter_subject: `vet.${JURISDICTION}.${agency}.request`, ack_policy: 'explicit' });
};

/**
 * An agency does all that it may: looks at its consumer, pulls, acknowledges, replies.
 * @param {NatsConnection} connection
 * @param {string} agency
 */
const works = async (connection, agency) => {
  await jetstream(hub).publish(`vet.${JURISDICTION}.${agency}.request`, `for ${agency}`);
  const client = jetstream(connection, { apiPrefix: 'JS.HUB.API', checkAPI: false });
  const message = await (await client.consumers.get(STREAM, `agency-${agency}`)).next({ expires: 5_000 });
  assert.equal(message?.string(), `for ${agency}`);
  assert.equal(await message?.ackAck(), true);
  assert.equal((await client.publish(`vet.${JURISDICTION}.${agency}.reply`, 'verdict')).stream, `REPLIES_${JURISDICTION}_${agency}`);
};

/** @param {NatsConnection} connection @param {string} subject */
const isRefused = (connection, subject) => assert.rejects(connection.request(subject, '', { timeout: REFUSED_WITHIN_MS }), `${subject} was answered`);

before(async () => {
  const dir = createTemporaryFolder();
  folder = join(dir, 'deployment');
  const launch = openLaunch({ dir, temporary: true });
  end = async () => {
    await Promise.all(opened.map((connection) => connection.close()));
    await launch.end([['nats']]);
  };
  port = await freePort();
  keys('init', '--jurisdiction', JURISDICTION, '--url', `tls://127.0.0.1:${port}`, '--host', 'localhost', '--listen', `127.0.0.1:${port}`);
  keys('agency', 'add', 'court');
  const { nats } = await serverPrograms();
  await launch.supervisor.start(natsPlan({ program: nats, dir, port, env: baseEnvironment(), configuration: join(folder, 'server', 'nats.conf') }));
  serverPid = () => launch.supervisor.pids['nats'] ?? 0;
  hub = await connectAs('coordinator');
  const manager = await jetstreamManager(hub);
  await manager.streams.add({ name: STREAM, subjects: [`vet.${JURISDICTION}.*.request`] });
  await manager.streams.add({ name: `EVENTS_${JURISDICTION}`, subjects: [`notice.${JURISDICTION}.desk`] });
  await manager.consumers.add(`EVENTS_${JURISDICTION}`, { durable_name: 'notifier', ack_policy: 'explicit' });
  await provision('court');
  court = await connectAs('court');
});

after(() => end());

describe('a server on what npm run keys wrote', { concurrency: false, timeout: 120_000 }, () => {
  it('lets each party in with what it is handed, over TLS alone', async () => {
    await works(court, 'court');
    const notifier = await connectAs('notifier');
    await jetstream(hub).publish(`notice.${JURISDICTION}.desk`, 'for the desks');
    const consumer = await jetstream(notifier, { apiPrefix: 'JS.HUB.API', checkAPI: false }).consumers.get(`EVENTS_${JURISDICTION}`, 'notifier');
    assert.equal((await consumer.next({ expires: 5_000 }))?.string(), 'for the desks');
    const { seed } = handedTo('court');
    await assert.rejects(connect({ servers: `nats://127.0.0.1:${port}`, tls: {}, authenticator: nkeyAuthenticator(Buffer.from(seed)), reconnect: false }));
  });

  it('lets nobody in without an nkey of the registry', async () => {
    await assert.rejects(connectWith({ ...handedTo('court'), seed: createUserSeed() }), /Authorization/i);
    const { ca, variables } = handedTo('court');
    await assert.rejects(connect({ servers: variables['NATS_URL'] ?? '', tls: { ca }, reconnect: false }), /Authorization/i);
  });

  it('refuses an agency whatever is not its own', async () => {
    for (const prefix of ['JS.HUB.API', '$JS.API']) {
      for (const call of [`STREAM.INFO.${STREAM}`, `STREAM.PURGE.${STREAM}`, `STREAM.DELETE.${STREAM}`, `CONSUMER.INFO.EVENTS_${JURISDICTION}.notifier`, 'INFO']) await isRefused(court, `${prefix}.${call}`);
    }
    for (const subject of [`vet.${JURISDICTION}.audit.reply`, `vet.${JURISDICTION}.court.request`, `notice.${JURISDICTION}.desk`]) await isRefused(court, subject);
  });

  it('takes an agency up while it runs, and those that are connected stay', async () => {
    const { next } = keys('agency', 'add', 'audit', '--name', '审计');
    assert.deepEqual(next, ['reload-twice', 'hand-over']);
    await reload();
    await reload();
    await provision('audit');
    await works(await connectAs('audit'), 'audit');
    assert.ok(!court.isClosed() && !hub.isClosed());
    await works(court, 'court');
    await isRefused(court, `vet.${JURISDICTION}.audit.reply`);
  });

  it('hands on a message that was being waited for while it read its configuration', async () => {
    const consumer = await jetstream(court, { apiPrefix: 'JS.HUB.API', checkAPI: false }).consumers.get(STREAM, 'agency-court');
    const pulled = consumer.next({ expires: 20_000 });
    const manager = await jetstreamManager(hub);
    assert.ok(await waitFor(async () => (await manager.consumers.info(STREAM, 'agency-court')).num_waiting === 1, { withinMs: 5_000 }));
    await reload();
    await jetstream(hub).publish(`vet.${JURISDICTION}.court.request`, 'after the reload');
    const message = await pulled;
    assert.equal(message?.string(), 'after the reload');
    assert.equal(await message?.ackAck(), true);
  });

  it('lets an agency change over without a gap: both nkeys are good until the rotation is finished', async () => {
    const before = handedTo('court');
    keys('rotate', 'court');
    const now = handedTo('court');
    assert.notEqual(now.seed, before.seed);
    await reload();
    assert.ok(!court.isClosed());
    await works(court, 'court');
    const [earlier, later] = [await connectWith(before), await connectWith(now)];
    await works(earlier, 'court');
    await works(later, 'court');
    keys('rotate', 'court', '--finish');
    await reload();
    await Promise.all([court.closed(), earlier.closed()]);
    await works(later, 'court');
    await assert.rejects(connectWith(before), /Authorization/i);
    court = later;
  });

  it('takes an nkey whose seed its owner keeps', async () => {
    const seed = createUserSeed();
    keys('rotate', 'court', '--nkey', publicKeyOf(seed));
    await reload();
    const own = await connectWith({ ...handedTo('audit'), variables: handedTo('court').variables, seed });
    await works(own, 'court');
    keys('revoke', 'court', '--nkey', publicKeyOf(seed));
    await reload();
    await own.closed();
    await works(court, 'court');
  });

  it('shows a new certificate to whoever connects, under the same authority', async () => {
    const before = await certificateShown();
    keys('rotate', 'tls');
    await reload();
    const now = await certificateShown();
    assert.notEqual(now, before);
    assert.equal(now, new X509Certificate(readFileSync(join(folder, 'server', 'server.pem'))).fingerprint256);
    await works(await connectAs('audit'), 'audit');
    await works(court, 'court');
  });

  it('drops an agency that is revoked, refuses it from then on, and lets it in again with a new nkey alone', async () => {
    const before = handedTo('court');
    keys('revoke', 'court');
    await reload();
    await court.closed();
    await assert.rejects(connectWith(before), /Authorization/i);
    await works(await connectAs('audit'), 'audit');
    keys('rotate', 'court');
    await reload();
    await works(await connectAs('court'), 'court');
    await assert.rejects(connectWith(before), /Authorization/i);
  });
});
