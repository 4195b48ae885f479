import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from './project-root.mjs';
import { createUserSeed } from './servers/nkey.mjs';
import { folderFor } from './testing/fake-places.mjs';
import { findCredentials, listSources } from './testing/find-credentials.mjs';

describe('the repository', () => {
  it('holds no nkey seed and no private key', () => {
    assert.ok(listSources(projectRoot).includes(join(projectRoot, 'package.json')));
    assert.deepEqual(findCredentials(projectRoot), []);
  });

  it('would be found to hold one', (test) => {
    const folder = folderFor(test);
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
    const files = { 'a.conf': `{ seed: ${createUserSeed()} }`, 'b.ts': `const key = \`${pem}\`;`, 'c.json': JSON.stringify(privateKey.export({ format: 'jwk' })) };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    assert.deepEqual(findCredentials(folder).sort(), ['a.conf: nkey seed', 'b.ts: PEM private key', 'c.json: private JWK'].map((line) => join(folder, line)));
  });
});
