import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderFor } from '../testing/fake-places.mjs';
import { distributionSources, parseDeb822Format, parseListFormat, readAptSources, toDeb822 } from './apt-sources.mjs';

const LIST = `# the mirror of the house
deb [arch=amd64,arm64 signed-by=/usr/share/keyrings/house.gpg] http://mirror.example/debian bookworm main contrib # near
deb-src http://mirror.example/debian bookworm main
deb http://mirror.example/security bookworm-security main
#deb http://off.example/debian bookworm main
deb http://other.example/tool stable main
`;

const DEB822 = `Types: deb deb-src
URIs: http://mirror.example/debian
  http://second.example/debian
Suites: bookworm bookworm-updates bookworm-backports
Components: main
# a note
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
 -----END PGP PUBLIC KEY BLOCK-----

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main
`;

describe('apt’s own sources', () => {
  it('are read in the one-line format', () => {
    assert.deepEqual(parseListFormat(LIST)[0], {
      types: ['deb'],
      uris: ['http://mirror.example/debian'],
      suites: ['bookworm'],
      components: ['main', 'contrib'],
      options: { Architectures: 'amd64 arm64', 'Signed-By': '/usr/share/keyrings/house.gpg' },
    });
    assert.equal(parseListFormat(LIST).length, 4);
  });

  it('are read in the deb822 format, with a key written out, and without what is turned off', () => {
    const sources = parseDeb822Format(DEB822);
    assert.equal(sources.length, 1);
    assert.deepEqual(sources[0]?.uris, ['http://mirror.example/debian', 'http://second.example/debian']);
    assert.match(sources[0]?.options['Signed-By'] ?? '', /BEGIN PGP[^]*END PGP/);
    assert.deepEqual(parseDeb822Format(toDeb822(sources)), sources);
  });

  it('are narrowed to the distribution’s own suites, security included', () => {
    const suites = distributionSources([...parseListFormat(LIST), ...parseDeb822Format(DEB822)], 'bookworm').map((source) => [...source.types, ...source.suites]);
    assert.deepEqual(suites, [['deb', 'bookworm'], ['deb', 'bookworm-security'], ['deb', 'bookworm', 'bookworm-updates']]);
  });

  it('are found in every place where apt looks', (test) => {
    const folder = folderFor(test);
    mkdirSync(join(folder, 'sources.list.d'));
    writeFileSync(join(folder, 'sources.list'), LIST);
    writeFileSync(join(folder, 'sources.list.d', 'a.sources'), DEB822);
    writeFileSync(join(folder, 'sources.list.d', 'b.list.disabled'), LIST);
    assert.equal(readAptSources(folder).length, 5);
    assert.deepEqual(readAptSources(join(folder, 'nowhere')), []);
  });
});
