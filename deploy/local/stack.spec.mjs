import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { httpCall } from './http-call.mjs';
import { isRunning } from './processes/end-process.mjs';
import { startTimeOf } from './processes/start-time.mjs';
import { startStack } from './stack.mjs';
import { POLICIES_DIR } from './stack/policy-agencies.mjs';
import { fakeServices, folderFor, serversWithFakeStore } from './testing/fake-places.mjs';
import { waitFor } from './wait-for.mjs';

/** @param {string} url */
const read = async (url) => JSON.parse((await httpCall(url)).text);

/** @param {import('node:test').TestContext} test @param {Partial<import('./stack.mjs').StackOptions>} [options] */
const aStack = async (test, options = {}) => {
  const folder = folderFor(test);
  const dir = join(folder, 'data');
  const settings = { dir, temporary: false, servers: await serversWithFakeStore(folder), servicesDir: fakeServices(folder), jurisdiction: 'test-1', ...options };
  const stack = await startStack(settings);
  test.after(() => stack.stop());
  return { stack, settings, folder };
};

/** @param {Record<string, number>} pids */
const marksOf = (pids) => Object.values(pids).map((pid) => ({ pid, startTime: startTimeOf(pid) ?? '' }));

describe('the stack on one machine', { concurrency: false }, () => {
  it('starts everything, carries the keys, and leaves nothing running', async (test) => {
    const { stack, folder } = await aStack(test, { temporary: true, registersDir: '/registers', automaticConclusion: true });
    const names = ['agency-audit', 'agency-court', 'agency-discipline', 'agency-petitions', 'agency-procuratorate', 'coordinator', 'mongodb', 'nats', 'notifier', 'redis'];
    assert.deepEqual(Object.keys(stack.pids).sort(), names);
    const registered = await read(`${stack.coordinatorUrl}/registered`);
    assert.deepEqual(Object.keys(registered).sort(), ['audit', 'court', 'discipline', 'petitions', 'procuratorate']);
    assert.equal(registered.court, (await httpCall(`${stack.adapterUrls['court']}/keys`)).text);
    const marks = marksOf(stack.pids);
    await stack.stop();
    assert.ok(!marks.some(isRunning));
    assert.ok(!existsSync(join(folder, 'data')));
  });

  it('hands each service exactly its own environment', async (test) => {
    process.env['SOMETHING_PRIVATE'] = 'x';
    const { stack } = await aStack(test, { registersDir: '/registers' });
    const coordinator = await read(`${stack.coordinatorUrl}/environment`);
    const court = await read(`${stack.adapterUrls['court']}/environment`);
    const shared = ['HTTP_HOST', 'HTTP_PORT', 'IDENTITY_AUDIENCE', 'IDENTITY_ISSUER', 'IDENTITY_JWKS_FILE', 'JURISDICTION', 'LOG_LEVEL', 'MASTER_KEY_FILE', 'MONGODB_DATABASE', 'MONGODB_URI', 'NATS_CA_FILE', 'NATS_INBOX_PREFIX', 'NATS_NKEY_SEED_FILE', 'NATS_URL'];
    const inherited = new Set(['PATH', 'HOME', 'TZ', 'LANG', 'NODE_ENV', 'NODE_OPTIONS']);
    /** @param {object} env */
    const ownNames = (env) => Object.keys(env).filter((name) => !inherited.has(name)).sort();
    assert.deepEqual(ownNames(coordinator), [...shared, 'AUTOMATIC_CONCLUSION', 'CALENDAR_DIR', 'POLICIES_DIR', 'RECALL_BEAT_SECONDS', 'REDIS_PREFIX', 'REDIS_URL'].sort());
    assert.deepEqual(ownNames(court), [...shared, 'AGENCY_ID', 'AGENCY_NAME', 'COORDINATOR_KEYS_FILE', 'NATS_API_PREFIX', 'REGISTER_FILE', 'STANDING_ORDER_FILE'].sort());
    const notifier = await read(`${stack.notifierUrl}/environment`);
    assert.deepEqual(ownNames(notifier), [...shared, 'DESKS_FILE', 'NATS_API_PREFIX'].sort());
    const desks = Object.values(JSON.parse(readFileSync(notifier.DESKS_FILE, 'utf8')));
    assert.ok(desks.length === 6 && desks.every(({ mail }) => mail.endsWith('.invalid')));
    assert.equal(coordinator.AUTOMATIC_CONCLUSION, 'refused');
    assert.equal(court.MONGODB_DATABASE, 'lianshen_agency_court');
    assert.equal(statSync(court.MASTER_KEY_FILE).mode & 0o777, 0o600);
    assert.notEqual(court.MASTER_KEY_FILE, coordinator.MASTER_KEY_FILE);
    const order = JSON.parse(readFileSync(court.STANDING_ORDER_FILE, 'utf8'));
    assert.deepEqual(order.signers.map((/** @type {{ role: string }} */ signer) => signer.role), ['clerk', 'approver']);
    assert.ok(Date.parse(order.validFrom) < Date.now() && Date.now() < Date.parse(order.validUntil));
  });

  it('starts an adapter, with an account and keys, for each agency that the chosen policy names', async (test) => {
    const { stack } = await aStack(test, { registersDir: '/registers', policy: 'county-keypost' });
    const ids = ['audit', 'court', 'discipline', 'organization', 'petitions', 'procuratorate', 'public-security'];
    assert.deepEqual(Object.keys(stack.pids).filter((name) => name.startsWith('agency-')).sort(), ids.map((id) => `agency-${id}`));
    assert.deepEqual(Object.keys(await read(`${stack.coordinatorUrl}/registered`)).sort(), ids);
    assert.deepEqual(stack.agencies.slice(0, 2).map(({ agency, name }) => `${agency} ${name}`), ['organization 组织部', 'discipline 纪委监委']);
    const { NATS_NKEY_SEED_FILE, MONGODB_DATABASE } = await read(`${stack.adapterUrls['public-security']}/environment`);
    assert.equal(MONGODB_DATABASE, 'lianshen_agency_public_security');
    assert.ok(existsSync(NATS_NKEY_SEED_FILE));
  });

  it('has as many approvers sign a standing order as the policy asks for', async (test) => {
    const folder = folderFor(test);
    const policiesDir = join(folder, 'policies');
    const standard = JSON.parse(readFileSync(join(POLICIES_DIR, 'standard-five.json'), 'utf8'));
    mkdirSync(policiesDir);
    writeFileSync(join(policiesDir, 'mine.json'), JSON.stringify({ ...standard, name: 'mine', agencies: [{ ...standard.agencies[1], approversMin: 3 }] }));
    const { stack } = await aStack(test, { registersDir: '/registers', policiesDir, policy: 'mine' });
    const { STANDING_ORDER_FILE } = await read(`${stack.adapterUrls['court']}/environment`);
    const order = JSON.parse(readFileSync(STANDING_ORDER_FILE, 'utf8'));
    assert.deepEqual(order.signers.map((/** @type {{ role: string }} */ { role }) => role), ['clerk', 'approver', 'approver', 'approver']);
    assert.equal(new Set(order.signers.map((/** @type {{ id: string }} */ { id }) => id)).size, 4);
  });

  it('refuses a policy that no file has, and names those that there are', async (test) => {
    await assert.rejects(aStack(test, { policy: 'nothing' }), /There is no such policy: nothing\. There are: city-2026, city-section, county-keypost, province, standard-five/);
  });

  it('mints tokens that the published key verifies', async (test) => {
    const { stack } = await aStack(test);
    const { IDENTITY_JWKS_FILE, IDENTITY_ISSUER } = await read(`${stack.coordinatorUrl}/environment`);
    const jwk = JSON.parse(readFileSync(IDENTITY_JWKS_FILE, 'utf8')).keys[0];
    const [header = '', claims = '', signature = ''] = stack.tokens.auditor.split('.');
    assert.ok(verify(null, Buffer.from(`${header}.${claims}`), createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url')));
    const { iss, aud, roles, jurisdiction, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.deepEqual({ iss, aud, roles, jurisdiction }, { iss: IDENTITY_ISSUER, aud: 'lianshen', roles: ['auditor'], jurisdiction: 'test-1' });
    assert.ok(exp > Date.now() / 1000 + 11 * 3600);
    assert.equal(jwk.d, undefined);
    const staff = JSON.parse(Buffer.from(stack.mintStaffToken('court', 'agencyHead').split('.')[1] ?? '', 'base64url').toString());
    assert.deepEqual({ sub: staff.sub, roles: staff.roles, agency: staff.agency }, { sub: 'local-court-agencyHead', roles: ['agencyHead'], agency: 'court' });
  });

  it('mints tokens for an agency’s people that name the agency', async (test) => {
    const { stack } = await aStack(test);
    const [, claims = ''] = stack.mintStaffToken('court', 'approver').split('.');
    const { roles, agency } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.deepEqual({ roles, agency }, { roles: ['approver'], agency: 'court' });
  });

  it('keeps every key over a second start', async (test) => {
    const { stack, settings } = await aStack(test);
    const first = await read(`${stack.adapterUrls['audit']}/keys`);
    await stack.stop();
    const second = await startStack(settings);
    test.after(() => second.stop());
    assert.deepEqual(await read(`${second.adapterUrls['audit']}/keys`), first);
  });

  it('starts a service again that somebody killed, and keeps one down that it killed itself', async (test) => {
    const { stack } = await aStack(test);
    const before = stack.pids['coordinator'] ?? 0;
    process.kill(before, 'SIGKILL');
    assert.ok(await waitFor(async () => stack.pids['coordinator'] !== before && (await httpCall(`${stack.coordinatorUrl}/health/ready`)).status === 200, { withinMs: 10_000 }));
    await stack.kill('nats');
    assert.equal(stack.pids['nats'], undefined);
    await stack.restart('nats');
    assert.ok(stack.pids['nats']);
    await stack.restart('agency-court');
    assert.equal((await httpCall(`${stack.adapterUrls['court']}/health/ready`)).status, 200);
  });

  it('names the log of a service that does not start, and ends the others', async (test) => {
    const folder = folderFor(test);
    const servicesDir = fakeServices(folder, "console.error('no such database');process.exit(3);\n");
    const dir = join(folder, 'data');
    const starting = startStack({ dir, temporary: false, servers: await serversWithFakeStore(folder), servicesDir });
    await assert.rejects(starting, (/** @type {Error} */ error) => {
      assert.match(error.message, /coordinator .*exit code 3[^]*coordinator\.log[^]*no such database/);
      return true;
    });
    assert.ok(!existsSync(join(dir, 'run.json')));
  });
});
