import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseRegistry, stateOf } from './keys/registry.mjs';
import { claim } from './processes/claim.mjs';
import { createUserSeed, publicKeyOf } from './servers/nkey.mjs';
import { folderFor } from './testing/fake-places.mjs';
import { deploymentFolders, INIT, json, read, run, runAndKill } from './testing/keys-command.mjs';

const aPlace = deploymentFolders();

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
    const left = ['nkey.seed.next', 'nkey.seed.next.draft', 'nkey.seed.draft'].map((name) => join(place, '.keys', 'parties', 'notifier', name));
    for (const file of left) writeFileSync(file, createUserSeed());
    run(place, 'list');
    assert.equal(read(place, 'parties', 'notifier', 'nkey.seed'), seed);
    assert.deepEqual(left.filter((file) => existsSync(file)), []);
  });

  it('leaves the old folder or the new one, wherever it is killed', async (test) => {
    const place = aPlace(test);
    for (const [index, ms] of [60, 100, 130, 160, 190, 220, 260].entries()) {
      await runAndKill(place, ms, 'agency', 'add', `a${index}`);
      const known = (parseRegistry(read(place, 'registry.json')) ?? assert.fail('the registry cannot be read')).parties[`a${index}`];
      const { registry, refused } = json(place, 'list');
      assert.equal(refused, undefined);
      assert.equal(registry.parties[`a${index}`]?.state, known && stateOf(known));
      assert.equal(read(place, 'server', 'accounts.conf').includes(`AG_A${index} {`), known !== undefined);
      if (known !== undefined) assert.equal(publicKeyOf(read(place, 'parties', `a${index}`, 'nkey.seed')), known.nkeys[0]?.publicKey);
    }
  });

  it('begins anew after an init that was killed', async (test) => {
    const place = folderFor(test);
    await runAndKill(place, 400, ...INIT);
    if (!existsSync(join(place, '.keys'))) assert.equal(run(place, ...INIT).status, 0);
    assert.equal(json(place, 'list').refused, undefined);
  });
});
