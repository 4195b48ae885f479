import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderFor } from '../testing/fake-places.mjs';
import { isInstalledAsLocked } from './installed-as-locked.mjs';

const LOCKED = {
  '': { version: '1.0.0' },
  platform: { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'x' },
  'node_modules/for-windows': { version: '1.0.0', optional: true },
};

/** @param {import('node:test').TestContext} test @param {object | undefined} installed */
const aRoot = (test, installed) => {
  const root = folderFor(test);
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: LOCKED }));
  if (installed !== undefined) writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  return root;
};

describe('packages that a person has installed', () => {
  const { 'node_modules/a': a, platform } = LOCKED;

  it('are as locked when each is there, but for optional ones of other machines', (test) => {
    assert.ok(isInstalledAsLocked(aRoot(test, { platform, 'node_modules/a': a })));
  });

  it('are not as locked when one is missing, another version, or nothing was finished', (test) => {
    assert.ok(!isInstalledAsLocked(aRoot(test, { platform })));
    assert.ok(!isInstalledAsLocked(aRoot(test, { platform, 'node_modules/a': { ...a, version: '1.0.1' } })));
    assert.ok(!isInstalledAsLocked(aRoot(test, { platform, 'node_modules/a': { ...a, integrity: 'y' } })));
    assert.ok(!isInstalledAsLocked(aRoot(test, undefined)));
  });
});
