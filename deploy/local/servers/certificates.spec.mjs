import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { connect } from '@nats-io/transport-node';
import { freePort } from '../free-port.mjs';
import { openLaunch } from '../launch.mjs';
import { createTemporaryFolder } from '../temporary-folder.mjs';
import { folderFor, serverPrograms } from '../testing/fake-places.mjs';
import { baseEnvironment } from './base-environment.mjs';
import { natsCertificates } from './certificates.mjs';
import { natsPlan } from './nats.mjs';

/** @type {() => Promise<void>} */
let end = async () => undefined;
let port = 0;
let ca = '';

before(async () => {
  const dir = createTemporaryFolder();
  const launch = openLaunch({ dir, temporary: true });
  end = () => launch.end([['nats']]);
  const { nats } = await serverPrograms();
  const tls = await natsCertificates({ dir });
  ca = readFileSync(tls.caFile, 'utf8');
  port = await freePort();
  await launch.supervisor.start(natsPlan({ program: nats, dir, port, env: baseEnvironment(), tls }));
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
    const other = await natsCertificates({ dir: folderFor(test) });
    await assert.rejects(connected({ ca: readFileSync(other.caFile, 'utf8') }));
    await assert.rejects(connected({}));
  });

  it('has a key of its own, kept over a second start and readable by its owner alone', async (test) => {
    const dir = folderFor(test);
    const { caFile, certificateFile, keyFile } = await natsCertificates({ dir });
    const first = readFileSync(certificateFile, 'utf8');
    await natsCertificates({ dir });
    assert.equal(readFileSync(certificateFile, 'utf8'), first);
    assert.equal(statSync(keyFile).mode & 0o777, 0o600);
    const certificate = new X509Certificate(first);
    assert.equal(certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile))), true);
    assert.equal(certificate.verify(new X509Certificate(readFileSync(caFile)).publicKey), true);
    assert.equal(certificate.ca, false);
  });
});
