import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect } from '@nats-io/transport-node';
import { freePort } from '../free-port.mjs';
import { openLaunch } from '../launch.mjs';
import { createTemporaryFolder } from '../temporary-folder.mjs';
import { folderFor, serverPrograms } from '../testing/fake-places.mjs';
import { writeWhole } from '../whole-file.mjs';
import { baseEnvironment } from './base-environment.mjs';
import { authorityFiles, keepCertificates } from './certificates.mjs';
import { natsSettings } from './nats-settings.mjs';
import { natsPlan } from './nats.mjs';

/** @type {() => Promise<void>} */
let end = async () => undefined;
let port = 0;
let ca = '';

/** @param {string} dir */
const certificatesIn = async (dir) => {
  const [authority, file] = [join(dir, 'authority'), join(dir, 'server.pem')];
  await keepCertificates({ authority, file, hosts: ['127.0.0.1', 'localhost'] });
  return { caFile: authorityFiles(authority).caFile, file };
};

before(async () => {
  const dir = createTemporaryFolder();
  const launch = openLaunch({ dir, temporary: true });
  end = () => launch.end([['nats']]);
  const { nats } = await serverPrograms();
  const { caFile, file } = await certificatesIn(dir);
  ca = readFileSync(caFile, 'utf8');
  port = await freePort();
  const configuration = join(dir, 'nats.conf');
  writeWhole(configuration, natsSettings({ name: 'spec', listen: `127.0.0.1:${port}`, store: join(dir, 'store'), certificate: file }));
  await launch.supervisor.start(natsPlan({ program: nats, dir, port, env: baseEnvironment(), configuration }));
});

after(() => end());

/** @param {import('@nats-io/transport-node').TlsOptions} tls */
const connected = async (tls, host = '127.0.0.1') => {
  const connection = await connect({ servers: `tls://${host}:${port}`, tls, reconnect: false, timeout: 3_000 });
  await connection.flush();
  await connection.close();
};

describe('the TLS of the NATS server', { concurrency: false }, () => {
  it('is trusted by a client that has the installation’s authority', async () => {
    await connected({ ca });
    await connected({ ca }, 'localhost');
  });

  it('is not trusted under another authority, or by a client that has none', async (test) => {
    const other = await certificatesIn(folderFor(test));
    await assert.rejects(connected({ ca: readFileSync(other.caFile, 'utf8') }));
    await assert.rejects(connected({}));
  });

  it('has a key of its own, kept over a second start and readable by its owner alone', async (test) => {
    const dir = folderFor(test);
    const { caFile, file } = await certificatesIn(dir);
    const first = readFileSync(file, 'utf8');
    await certificatesIn(dir);
    assert.equal(readFileSync(file, 'utf8'), first);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const certificate = new X509Certificate(first);
    assert.equal(certificate.checkPrivateKey(createPrivateKey(first)), true);
    assert.equal(certificate.verify(new X509Certificate(readFileSync(caFile)).publicKey), true);
    assert.equal(certificate.ca, false);
  });
});
