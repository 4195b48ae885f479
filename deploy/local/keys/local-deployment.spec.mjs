import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { authorityFiles, keepCertificates } from '../servers/certificates.mjs';
import { createUserSeed } from '../servers/nkey.mjs';
import { folderFor } from '../testing/fake-places.mjs';
import { revokeCommand, startRotationCommand } from './commands.mjs';
import { localDeploymentFolder, prepareLocalDeployment } from './local-deployment.mjs';

/** @param {string} dir @param {string[]} [agencies] */
const prepare = (dir, agencies = ['court', 'audit']) => prepareLocalDeployment({ dir, jurisdiction: 'local', agencies, port: 24_222 });
/** @param {Record<string, string>} seedFiles */
const seedsIn = (seedFiles) => Object.fromEntries(Object.entries(seedFiles).map(([user, file]) => [user, readFileSync(file, 'utf8')]));

describe('the deployment folder of a stack on this machine', { concurrency: false }, () => {
  it('is like one that npm run keys makes, on loopback', async (test) => {
    const dir = folderFor(test);
    const { configuration } = await prepare(dir);
    const folder = localDeploymentFolder(dir);
    assert.deepEqual(readdirSync(folder).sort(), ['authority', 'parties', 'registry.json', 'server']);
    assert.deepEqual(readdirSync(join(folder, 'server')).sort(), ['accounts.conf', 'nats.conf', 'server.pem']);
    assert.match(readFileSync(configuration, 'utf8'), /listen: "127\.0\.0\.1:24222"[^]*include "accounts\.conf"/);
    assert.match(readFileSync(join(folder, 'parties', 'court', 'nats.env'), 'utf8'), /NATS_URL=tls:\/\/127\.0\.0\.1:24222/);
  });

  it('keeps every key and the authority over a second start, and adds an agency that is new', async (test) => {
    const dir = folderFor(test);
    const first = await prepare(dir);
    const [seeds, ca] = [seedsIn(first.seedFiles), readFileSync(first.caFile, 'utf8')];
    const second = await prepare(dir, ['court', 'audit', 'petitions']);
    const { petitions, ...kept } = seedsIn(second.seedFiles);
    assert.deepEqual([kept, readFileSync(second.caFile, 'utf8')], [seeds, ca]);
    assert.match(petitions ?? '', /^SU/);
  });

  it('keeps the seeds and the authority of a folder of before there was a registry', async (test) => {
    const dir = folderFor(test);
    const folder = localDeploymentFolder(dir);
    const earlier = Object.fromEntries(['coordinator', 'notifier', 'court'].map((user) => [user, createUserSeed()]));
    mkdirSync(folder, { recursive: true });
    for (const [user, seed] of Object.entries(earlier)) writeFileSync(join(folder, `${user}.seed`), seed);
    await keepCertificates({ authority: join(folder, 'tls'), file: join(folder, 'tls', 'server.pem'), hosts: ['localhost'] });
    const ca = readFileSync(authorityFiles(join(folder, 'tls')).caFile, 'utf8');
    const { seedFiles, caFile } = await prepare(dir, ['court']);
    assert.deepEqual([seedsIn(seedFiles), readFileSync(caFile, 'utf8')], [earlier, ca]);
    assert.deepEqual(readdirSync(folder).sort(), ['authority', 'parties', 'registry.json', 'server']);
  });

  it('goes through a rotation, and refuses to start an agency that was revoked, in words', async (test) => {
    const dir = folderFor(test);
    const folder = localDeploymentFolder(dir);
    const first = seedsIn((await prepare(dir)).seedFiles);
    await startRotationCommand({ folder, party: 'court', nkey: undefined });
    const second = seedsIn((await prepare(dir)).seedFiles);
    assert.notEqual(second['court'], first['court']);
    await revokeCommand({ folder, party: 'court', nkey: undefined });
    await assert.rejects(prepare(dir), /no seed here that lets court into NATS: it was revoked.*npm run keys -- rotate court/);
    assert.ok(!existsSync(join(folder, 'parties', 'court', 'nkey.seed')));
    await prepare(dir, ['audit']);
  });
});
