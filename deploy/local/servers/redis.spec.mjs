import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../free-port.mjs';
import { openLaunch } from '../launch.mjs';
import { createTemporaryFolder } from '../temporary-folder.mjs';
import { serverPrograms } from '../testing/fake-places.mjs';
import { baseEnvironment } from './base-environment.mjs';
import { firstLine } from './first-line.mjs';
import { redisPlan } from './redis.mjs';

const launch = openLaunch({ dir: createTemporaryFolder(), temporary: true });
let port = 0;

before(async () => {
  const { redis } = await serverPrograms();
  port = await freePort();
  await launch.supervisor.start(redisPlan({ program: redis, dir: launch.dir, port, env: baseEnvironment() }));
});

after(() => launch.end([['redis']]));

describe('the launcher’s Redis', { concurrency: false }, () => {
  it('never throws an alarm away, and writes each to its file', async () => {
    assert.match(await firstLine(port, 'CONFIG GET maxmemory-policy\r\n'), /noeviction/);
    assert.match(await firstLine(port, 'CONFIG GET appendonly\r\n'), /yes/);
  });

  it('still holds what was written when it is killed and started again', async () => {
    await firstLine(port, 'SET alarm 1\r\n');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await launch.supervisor.kill('redis');
    await launch.supervisor.restart('redis');
    assert.match(await firstLine(port, 'GET alarm\r\n'), /1/);
  });
});
