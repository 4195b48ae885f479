import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../project-root.mjs';
import { folderFor } from '../testing/fake-places.mjs';
import { freshCopy, runAsOrdinaryUser, strippedPath } from '../testing/stripped-machine.mjs';
import { findOnPath } from './find-on-path.mjs';
import { checkNodeVersion } from './node-version.mjs';

const LOCAL = join(projectRoot, 'deploy', 'local');

/** Sets up, starts NATS and Redis as the launcher does, and tells what they answer. */
const SET_UP_AND_ASK = `
  const { setUp } = await import('./deploy/local/set-up.mjs');
  const { openLaunch } = await import('./deploy/local/launch.mjs');
  const { startServers } = await import('./deploy/local/servers/start-servers.mjs');
  const { firstLine } = await import('./deploy/local/servers/first-line.mjs');
  const servers = await setUp({ packages: ['deploy/embedded-mongodb'] });
  const began = Date.now();
  await setUp({ packages: ['deploy/embedded-mongodb'] });
  const secondMs = Date.now() - began;
  const launch = openLaunch({ dir: process.cwd() + '/.data', temporary: true });
  const { natsUrl, redisUrl } = await startServers({ servers: { ...servers, mongodb: { url: 'unused' } }, dir: launch.dir, supervisor: launch.supervisor });
  const ask = (url, say) => firstLine(Number(new URL(url).port), say);
  const info = await ask(natsUrl);
  const pong = await ask(redisUrl, 'PING\\r\\n');
  const json = await ask(redisUrl, 'EVAL "return cjson.decode(ARGV[1]).answer" 0 "{\\\\"answer\\\\":\\\\"42\\\\"}"\\r\\n');
  await launch.end([['nats', 'redis']]);
  console.log(JSON.stringify({ servers, info, pong, json, secondMs, uid: process.getuid() }));
`;

describe('set-up on a machine that has nothing but Node, npm and apt', () => {
  it('brings packages, build and working servers to an ordinary user with an empty home', { skip: findOnPath('apt-get') === undefined && 'this machine has no apt' }, async (test) => {
    const folder = folderFor(test);
    const { root, home } = freshCopy(folder);
    const { code, stdout, stderr } = await runAsOrdinaryUser(SET_UP_AND_ASK, { cwd: root, env: { PATH: strippedPath(folder), HOME: home } });
    assert.equal(code, 0, stderr);
    const { servers, info, pong, json, secondMs, uid } = JSON.parse(stdout);
    assert.notEqual(uid, 0);
    assert.ok(servers.nats.command.startsWith(join(root, '.servers')), servers.nats.command);
    assert.ok(servers.redis.command.startsWith(join(root, '.servers')), servers.redis.command);
    assert.match(info, /^INFO .*"jetstream":true/);
    assert.match(pong, /^\+PONG/);
    assert.match(json, /42/);
    assert.ok(existsSync(join(root, 'node_modules', '.lianshen-set-up')));
    assert.ok(secondMs < 5_000, `the second set-up took ${secondMs} ms`);
    assert.ok(!readdirSync(join(root, '.servers')).includes('set-up.lock'));
  });
});

describe('set-up of the tests on a machine without Python', () => {
  it('brings one that has what the second implementation needs', { skip: findOnPath('apt-get') === undefined && 'this machine has no apt' }, async (test) => {
    const folder = folderFor(test);
    const { root, home } = freshCopy(folder);
    const script = `
      const { findPython } = await import('./deploy/local/set-up.mjs');
      const { spawnSync } = await import('node:child_process');
      const python = await findPython();
      const tried = spawnSync(python.command, ['docs/integrators/verifier/open_sealed.py'], { env: { ...process.env, ...python.env }, encoding: 'utf8' });
      console.log(JSON.stringify({ command: python.command, said: tried.stderr }));
    `;
    const { code, stdout, stderr } = await runAsOrdinaryUser(script, { cwd: root, env: { PATH: strippedPath(folder), HOME: home } });
    assert.equal(code, 0, stderr);
    const { command, said } = JSON.parse(stdout);
    assert.ok(command.startsWith(join(root, '.servers')), command);
    assert.match(said, /^Opens and verifies sealed messages/);
  });
});

describe('set-up on a machine that has neither the servers nor a way to get them', () => {
  it('names what to install and the variables that are used instead', async (test) => {
    const folder = folderFor(test);
    const script = `
      const { findPrograms } = await import(${JSON.stringify(join(LOCAL, 'set-up', 'find-programs.mjs'))});
      await findPrograms(${JSON.stringify(join(folder, '.servers'))}, ['nats-server', 'redis-server']).catch((error) => console.log(error.message));
    `;
    const { stdout } = await runAsOrdinaryUser(script, { cwd: '/', env: { PATH: strippedPath(folder, ['node', 'sh']) } });
    for (const word of ['nats-server', 'redis-server', 'apt-get install', 'brew install', 'NATS_URL', 'REDIS_URL', 'MONGODB_URI']) assert.ok(stdout.includes(word), `${word} is missing in: ${stdout}`);
  });
});

describe('set-up for a person who has servers already', () => {
  it('uses the given addresses and looks for no server', async (test) => {
    const folder = folderFor(test);
    const urls = { NATS_URL: 'nats://n', REDIS_URL: 'redis://r', MONGODB_URI: 'mongodb://m' };
    const script = `
      const { findInstalledServers } = await import(${JSON.stringify(join(LOCAL, 'set-up.mjs'))});
      console.log(JSON.stringify(await findInstalledServers(process.cwd())));
    `;
    const { root } = freshCopy(folder);
    const { stdout, stderr } = await runAsOrdinaryUser(script, { cwd: root, env: { PATH: strippedPath(folder, ['node']), ...urls } });
    assert.deepEqual(JSON.parse(stdout || '{}'), { nats: { url: 'nats://n' }, redis: { url: 'redis://r' }, mongodb: { url: 'mongodb://m' } }, stderr);
  });
});

describe('the Node that runs set-up', () => {
  it('is refused in words where it is too old', () => {
    assert.throws(() => checkNodeVersion('18.20.1'), /20\.19/);
    assert.throws(() => checkNodeVersion('20.18.3'), /20\.19/);
    checkNodeVersion('20.19.0');
    checkNodeVersion('22.0.0');
  });
});
