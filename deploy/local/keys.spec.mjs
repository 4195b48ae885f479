import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FreeAgencyId } from '@lianshen/contracts/kernel';
import { processEnvironment } from '@lianshen/platform/config';
import { generateOwnKeys, publicKeysOf } from '@lianshen/platform/sealing';
import { createUserSeed, publicKeyOf } from './servers/nkey.mjs';
import { folderFor } from './testing/fake-places.mjs';
import { deploymentFolders, filesIn, INIT, json, read, run, snapshot } from './testing/keys-command.mjs';

const aPlace = deploymentFolders();

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

  it('hands out variables that the hub’s processes take as they are', (test) => {
    const place = aPlace(test);
    run(place, 'agency', 'add', 'court');
    for (const party of ['coordinator', 'notifier', 'court']) {
      const folder = join(place, '.keys', 'parties', party);
      const variables = readFileSync(join(folder, 'nats.env'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('='));
      for (const [name = '', value = ''] of variables.filter(([each]) => each !== 'COORDINATOR_KEYS_FILE')) {
        const door = name === 'AGENCY_ID' ? FreeAgencyId : processEnvironment[/** @type {keyof typeof processEnvironment} */ (name)];
        assert.ok(door.safeParse(name.endsWith('_FILE') ? join(folder, value) : value).success, `${party} ${name}`);
      }
    }
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
    assert.deepEqual(answer.registry.parties.court.messageKeys.map((/** @type {{ sign: string }} */ { sign }) => sign), [keys.sign.kid]);
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
