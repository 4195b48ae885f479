import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { authorityFiles, keepCertificates } from '../servers/certificates.mjs';
import { folderFor } from '../testing/fake-places.mjs';
import { readGivenCertificates } from './given-certificates.mjs';

const DAY_MS = 86_400_000;

/** @param {import('node:test').TestContext} test @param {string[]} hosts */
const anAuthority = async (test, hosts) => {
  const authority = folderFor(test);
  const file = join(authority, 'server.pem');
  await keepCertificates({ authority, file, hosts });
  const text = readFileSync(file, 'utf8');
  const keyAt = text.indexOf('-----BEGIN PRIVATE');
  return { ca: readFileSync(authorityFiles(authority).caFile, 'utf8'), certificate: text.slice(0, keyAt), key: text.slice(keyAt), hosts, now: Date.now() };
};

/** @param {Parameters<typeof readGivenCertificates>[0]} given */
const outcomeOf = (given) => {
  const read = readGivenCertificates(given);
  return read.ok ? 'accepted' : read.refusal.params['why'];
};

describe('a certificate from an authority elsewhere', () => {
  it('is taken with its key where it leads to that authority and names the hosts', async (test) => {
    const given = await anAuthority(test, ['nats.invalid', '127.0.0.1']);
    assert.equal(outcomeOf(given), 'accepted');
    assert.equal(outcomeOf({ ...given, certificate: `${given.certificate}${given.ca}` }), 'accepted');
  });

  it('is refused with what is wrong', async (test) => {
    const given = await anAuthority(test, ['nats.invalid']);
    const other = await anAuthority(test, ['nats.invalid']);
    assert.equal(outcomeOf({ ...given, ca: other.ca }), 'authority-differs');
    assert.equal(outcomeOf({ ...given, certificate: `${given.certificate}${other.ca}` }), 'authority-differs');
    assert.equal(outcomeOf({ ...given, key: other.key }), 'key-differs');
    assert.equal(outcomeOf({ ...given, hosts: ['nats.invalid', '127.0.0.1'] }), 'host 127.0.0.1');
    assert.equal(outcomeOf({ ...given, now: Date.now() + 400 * DAY_MS }), 'expired');
    for (const part of ['ca', 'certificate', 'key']) assert.equal(outcomeOf({ ...given, [part]: 'nothing' }), 'unreadable', part);
  });
});
