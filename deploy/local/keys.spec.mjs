import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateOwnKeys, publicKeysOf } from '@lianshen/platform/sealing';
import { parseRegistry, stateOf } from './keys/registry.mjs';
import { claim } from './processes/claim.mjs';
import { projectRoot } from './project-root.mjs';
import { createUserSeed, publicKeyOf } from './servers/nkey.mjs';
import { folderFor } from './testing/fake-places.mjs';

/** @typedef {import('node:test').TestContext} TestContext */

const SCRIPT = join(projectRoot, 'deploy', 'local', 'keys.mjs');
const ENV = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_TEST_)/.test(name)));

/** @param {string} cwd @param {string[]} args */
const run = (cwd, ...args) => spawnSync(process.execPath, [SCRIPT, ...args], { cwd, env: ENV, encoding: 'utf8', timeout: 60_000 });
/** @param {string} cwd @param {string[]} args */
const json = (cwd, ...args) => JSON.parse(run(cwd, ...args, '--json').stdout);
const INIT = ['init', '--jurisdiction', 'city', '--url', 'tls://nats.invalid:4222'];

/** A folder that `init` made, to be copied: making certificates again and again would only take time. */
const made = mkdtempSync(join(tmpdir(), 'lianshen-spec-'));
before(() => assert.equal(run(made, ...INIT).status, 0));
after(() => rmSync(made, { recursive: true }));

/** @param {TestContext} test @returns {string} a place with a deployment folder in `.keys` */
const aPlace = (test) => {
  const place = folderFor(test);
  cpSync(made, place, { recursive: true });
  return place;
};

/** @param {string} place @param {string[]} path */
const read = (place, ...path) => readFileSync(join(place, '.keys', ...path), 'utf8');
/** @param {string} place */
const registryOf = (place) => parseRegistry(read(place, 'registry.json')) ?? assert.fail('the registry cannot be read');
/** @param {string} folder */
const filesIn = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
/** @param {string} folder */
const snapshot = (folder) => Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(file, 'utf8')]));

describe('npm run keys -- init', { concurrency: false }, () => {
  it('makes a folder that its owner alone can enter, with files that its owner alone can read', (test) => {
    const place = folderFor(test);
    run(place, ...INIT);
    const folder = join(place, '.keys');
    const folders = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
    for (const each of [folder, ...folders]) assert.equal(statSync(each).mode & 0o777, 0o700, each);
    for (const file of filesIn(folder)) assert.equal(statSync(file).mode & 0o777, 0o600, file);
    assert.deepEqual(readdirSync(place), ['.keys']);
  });

  it('keeps every secret out of the registry, the accounts and what it says', (test) => {
    const place = aPlace(test);
    const said = run(place, 'agency', 'add', 'court');
    const secrets = filesIn(join(place, '.keys', 'parties')).filter((file) => file.endsWith('.seed')).map((file) => readFileSync(file, 'utf8'));
    assert.equal(secrets.length, 3);
    for (const text of [said.stdout, said.stderr, run(place, 'list', '--json').stdout, read(place, 'registry.json'), read(place, 'server', 'accounts.conf')]) assert.ok(!secrets.some((secret) => text.includes(secret)) && !text.includes('PRIVATE KEY'));
  });

  it('says what is there when it is repeated, and changes nothing', (test) => {
    const place = aPlace(test);
    const before = snapshot(place);
    const { status, stdout } = run(place, ...INIT);
    assert.equal(status, 2);
    assert.match(stdout, /\.keys is there already \(.*, city\): coordinator \(active\), notifier \(active\)\. Nothing was changed\./);
    assert.deepEqual(snapshot(place), before);
  });

  it('leaves a folder alone that is not of its making', (test) => {
    const place = folderFor(test);
    mkdirSync(join(place, '.keys'));
    writeFileSync(join(place, '.keys', 'mine'), '');
    assert.equal(json(place, ...INIT).refused.code, 'keys.folder-not-empty');
    assert.deepEqual(readdirSync(join(place, '.keys')), ['mine']);
  });

  it('refuses wrong names and addresses, and leaves nothing behind', (test) => {
    const place = folderFor(test);
    /** @type {[string, string[]][]} */
    const wrong = [
      ['keys.jurisdiction-invalid', ['--jurisdiction', 'Big City', '--url', 'tls://nats.invalid:4222']],
      ['keys.url-invalid', ['--jurisdiction', 'city', '--url', 'nats://nats.invalid:4222']],
      ['keys.url-invalid', ['--jurisdiction', 'city', '--url', 'tls://nats.invalid']],
      ['keys.url-invalid', ['--jurisdiction', 'city', '--url', 'tls://somebody:secret@nats.invalid:4222']],
      ['keys.host-invalid', ['--jurisdiction', 'city', '--url', 'tls://nats.invalid:4222', '--host', 'a b']],
      ['keys.listen-invalid', ['--jurisdiction', 'city', '--url', 'tls://nats.invalid:4222', '--listen', 'here']],
    ];
    for (const [code, args] of wrong) assert.equal(json(place, 'init', ...args).refused.code, code);
    writeFileSync(join(place, 'no.pem'), 'nothing');
    assert.equal(json(place, ...INIT, '--ca', 'no.pem', '--certificate', 'no.pem', '--key', 'no.pem').refused.code, 'keys.certificate-unfit');
    assert.deepEqual(readdirSync(place), ['no.pem']);
  });

  it('takes certificates of an authority elsewhere, and asks for the next from there, too', (test) => {
    const place = aPlace(test);
    const pem = read(place, 'server', 'server.pem');
    const keyAt = pem.indexOf('-----BEGIN PRIVATE');
    writeFileSync(join(place, 'server.pem'), pem.slice(0, keyAt));
    writeFileSync(join(place, 'server.key'), pem.slice(keyAt));
    writeFileSync(join(place, 'ca.pem'), read(place, 'authority', 'ca.pem'));
    const given = ['--certificate', 'server.pem', '--key', 'server.key'];
    assert.equal(json(place, ...INIT, '--folder', 'other', '--ca', 'ca.pem', ...given).outcome, 'folder-made');
    assert.ok(!existsSync(join(place, 'other', 'authority', 'ca.key')));
    assert.equal(json(place, 'rotate', 'tls', '--folder', 'other').refused.code, 'keys.authority-differs');
    assert.equal(json(place, 'rotate', 'tls', '--folder', 'other', ...given).outcome, 'tls-rotated');
    assert.equal(json(place, 'rotate', 'tls', ...given).refused.code, 'keys.authority-differs');
  });
});

describe('npm run keys on a folder', { concurrency: false }, () => {
  it('answers wrong arguments with the usage and exit code 2', (test) => {
    const place = folderFor(test);
    for (const args of [[], ['nothing'], ['init'], ['agency', 'remove', 'x'], ['agency', 'add'], ['rotate'], ['rotate', 'tls', '--finish'], ['rotate', 'court', '--key', 'x'], ['revoke'], ['register', 'court'], ['list', '--loud'], [...INIT, '--ca', 'x'], [...INIT, '--store', 'here']]) {
      const { status, stderr } = run(place, ...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /Usage/);
    }
    assert.deepEqual(readdirSync(place), []);
  });

  it('says that there is no registry, and makes none', (test) => {
    const place = folderFor(test);
    assert.equal(json(place, 'agency', 'add', 'court').refused.code, 'keys.no-folder');
    assert.deepEqual(readdirSync(place), []);
  });

  it('hands an agency its seed, the authority and every variable of its account', (test) => {
    const place = aPlace(test);
    run(place, 'agency', 'add', 'court', '--name', '法院');
    assert.deepEqual(readdirSync(join(place, '.keys', 'parties', 'court')).sort(), ['ca.pem', 'nats.env', 'nkey.seed']);
    assert.equal(read(place, 'parties', 'court', 'ca.pem'), read(place, 'authority', 'ca.pem'));
    const variables = read(place, 'parties', 'court', 'nats.env').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(variables, [
      'JURISDICTION=city', 'AGENCY_ID=court', 'COORDINATOR_KEYS_FILE=coordinator-keys.json', 'NATS_URL=tls://nats.invalid:4222', 'NATS_CA_FILE=ca.pem',
      'NATS_NKEY_SEED_FILE=nkey.seed', 'NATS_INBOX_PREFIX=_INBOX_court', 'NATS_API_PREFIX=JS.HUB.API',
    ]);
  });

  it('takes the public half of an nkey from whoever made it, and then holds no seed', (test) => {
    const place = aPlace(test);
    const nkey = publicKeyOf(createUserSeed());
    assert.equal(json(place, 'agency', 'add', 'court', '--nkey', `${nkey}A`).refused.code, 'keys.nkey-invalid');
    assert.deepEqual(json(place, 'agency', 'add', 'court', '--nkey', nkey).next, ['reload-twice', 'hand-over-without-seed']);
    assert.ok(!existsSync(join(place, '.keys', 'parties', 'court', 'nkey.seed')));
    assert.match(read(place, 'server', 'accounts.conf'), new RegExp(nkey));
  });

  it('refuses a name that would break a line', (test) => {
    assert.equal(json(aPlace(test), 'agency', 'add', 'court', '--name', 'a\nb').refused.code, 'keys.name-invalid');
  });

  it('removes the seed of a revoked nkey, and never writes that nkey again', (test) => {
    const place = aPlace(test);
    const { nkey } = json(place, 'agency', 'add', 'court');
    assert.equal(json(place, 'revoke', 'court').state, 'revoked');
    assert.ok(!existsSync(join(place, '.keys', 'parties', 'court', 'nkey.seed')));
    assert.equal(json(place, 'revoke', 'court').changed, false);
    for (const args of [['agency', 'add', 'audit', '--nkey', nkey], ['rotate', 'court', '--nkey', nkey]]) assert.equal(json(place, ...args).refused.code, 'keys.nkey-ended');
    run(place, 'rotate', 'court');
    assert.ok(!read(place, 'server', 'accounts.conf').includes(nkey));
  });

  it('turns an agency’s message keys into the request that registers them', (test) => {
    const place = aPlace(test);
    run(place, 'agency', 'add', 'court');
    const keys = publicKeysOf(generateOwnKeys('court'));
    writeFileSync(join(place, 'court.json'), JSON.stringify(keys, null, 2));
    const answer = json(place, 'register', 'court', '--keys', 'court.json');
    assert.deepEqual([answer.sign, answer.agree, answer.next], [keys.sign.kid, keys.agree.kid, ['post']]);
    const request = JSON.parse(read(place, 'parties', 'court', 'registration.json'));
    assert.equal(`${request.method} ${request.path}`, 'POST /api/agencies/court/keys');
    assert.deepEqual(JSON.parse(request.body), keys);
    assert.match(request.headers['Idempotency-Key'], /^[0-9a-f]{32}$/);
    assert.equal(json(place, 'register', 'audit', '--keys', 'court.json').refused.code, 'keys.party-differs');
    assert.deepEqual(registryOf(place).parties['court']?.messageKeys.map(({ sign }) => sign), [keys.sign.kid]);
  });

  it('gives every agency the coordinator’s keys, those of before first, also one that comes later', (test) => {
    const place = aPlace(test);
    run(place, 'agency', 'add', 'court');
    const generations = [1, 2].map(() => publicKeysOf(generateOwnKeys('coordinator')));
    for (const keys of [...generations, ...generations]) {
      writeFileSync(join(place, 'coordinator.json'), JSON.stringify(keys));
      assert.deepEqual(json(place, 'register', 'coordinator', '--keys', 'coordinator.json').next, ['pass-on']);
    }
    run(place, 'agency', 'add', 'audit');
    for (const agency of ['court', 'audit']) assert.deepEqual(JSON.parse(read(place, 'parties', agency, 'coordinator-keys.json')), generations);
  });

  it('changes nothing on a registry that was damaged', (test) => {
    const place = aPlace(test);
    writeFileSync(join(place, '.keys', 'registry.json'), read(place, 'registry.json').slice(5));
    const before = snapshot(place);
    assert.equal(json(place, 'agency', 'add', 'court').refused.code, 'keys.registry-unreadable');
    assert.deepEqual(snapshot(place), before);
  });
});

describe('a folder from which the authority was taken away', { concurrency: false }, () => {
  it('works without the authority’s key until a certificate is asked for', (test) => {
    const place = aPlace(test);
    rmSync(join(place, '.keys', 'authority', 'ca.key'));
    assert.equal(json(place, 'agency', 'add', 'court').outcome, 'agency-added');
    assert.equal(json(place, 'rotate', 'tls').refused.code, 'keys.authority-missing');
  });

  it('changes nothing without the authority’s certificate, which every party is handed', (test) => {
    const place = aPlace(test);
    rmSync(join(place, '.keys', 'authority', 'ca.pem'));
    const before = snapshot(place);
    assert.equal(json(place, 'agency', 'add', 'court').refused.code, 'keys.authority-missing');
    assert.deepEqual(snapshot(place), before);
  });
});

describe('a run that is killed, and two at once', { concurrency: false }, () => {
  it('lets one run at a time touch a folder', (test) => {
    const place = aPlace(test);
    const held = claim(join(place, '.keys.lock'));
    assert.equal(json(place, 'agency', 'add', 'court').refused.code, 'keys.busy');
    if (held.holder === undefined) held.release();
    assert.equal(json(place, 'agency', 'add', 'court').outcome, 'agency-added');
  });

  it('does what an earlier run left undone, from the registry', (test) => {
    const place = aPlace(test);
    const accounts = read(place, 'server', 'accounts.conf');
    run(place, 'agency', 'add', 'court');
    const [after, seed] = [read(place, 'server', 'accounts.conf'), read(place, 'parties', 'court', 'nkey.seed')];
    // As it lies there when the run was killed after the registry was written.
    writeFileSync(join(place, '.keys', 'server', 'accounts.conf'), accounts);
    rmSync(join(place, '.keys', 'parties', 'court'), { recursive: true });
    mkdirSync(join(place, '.keys', 'parties', 'court'));
    writeFileSync(join(place, '.keys', 'parties', 'court', 'nkey.seed.next'), seed);
    const { next, written } = json(place, 'list');
    assert.deepEqual(next, ['reload-twice']);
    assert.deepEqual(written, ['server/accounts.conf', 'parties/court/nkey.seed', 'parties/court/ca.pem', 'parties/court/nats.env']);
    assert.deepEqual([read(place, 'server', 'accounts.conf'), read(place, 'parties', 'court', 'nkey.seed')], [after, seed]);
    assert.ok(!existsSync(join(place, '.keys', 'parties', 'court', 'nkey.seed.next')));
  });

  it('throws away a seed whose nkey the registry never named', (test) => {
    const place = aPlace(test);
    const seed = read(place, 'parties', 'notifier', 'nkey.seed');
    writeFileSync(join(place, '.keys', 'parties', 'notifier', 'nkey.seed.next'), createUserSeed());
    run(place, 'list');
    assert.equal(read(place, 'parties', 'notifier', 'nkey.seed'), seed);
    assert.ok(!existsSync(join(place, '.keys', 'parties', 'notifier', 'nkey.seed.next')));
  });

  it('leaves the old folder or the new one, wherever it is killed', async (test) => {
    const place = aPlace(test);
    for (const [index, ms] of [60, 100, 130, 160, 190, 220, 260].entries()) {
      const child = spawn(process.execPath, [SCRIPT, 'agency', 'add', `a${index}`], { cwd: place, env: ENV, stdio: 'ignore' });
      await Promise.race([once(child, 'exit'), sleep(ms)]);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const known = registryOf(place).parties[`a${index}`];
      const { registry, refused } = json(place, 'list');
      assert.equal(refused, undefined);
      assert.equal(registry.parties[`a${index}`]?.state, known && stateOf(known));
      assert.equal(read(place, 'server', 'accounts.conf').includes(`AG_A${index} {`), known !== undefined);
      if (known !== undefined) assert.equal(publicKeyOf(read(place, 'parties', `a${index}`, 'nkey.seed')), known.nkeys[0]?.publicKey);
    }
  });

  it('begins anew after an init that was killed', async (test) => {
    const place = folderFor(test);
    const child = spawn(process.execPath, [SCRIPT, ...INIT], { cwd: place, env: ENV, stdio: 'ignore' });
    await Promise.race([once(child, 'exit'), sleep(400)]);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    if (!existsSync(join(place, '.keys'))) assert.equal(run(place, ...INIT).status, 0);
    assert.equal(json(place, 'list').refused, undefined);
  });
});
