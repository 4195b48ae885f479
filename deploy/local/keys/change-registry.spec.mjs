import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FreeAgencyId, Jurisdiction } from '@lianshen/contracts/kernel';
import { agencyDurable, NOTIFIER_DURABLE, replySubject, streamNames } from '@lianshen/contracts/messages';
import { createUserSeed, publicKeyOf } from '../servers/nkey.mjs';
import { addAgency, finishRotation, newRegistry, recordMessageKeys, revoke, startRotation } from './change-registry.mjs';
import { parseRegistry, registryText, stateOf, TOKEN, usersOf, validNkeys } from './registry.mjs';

/** @typedef {import('./registry.mjs').Registry} Registry */

const NOW = '2026-03-02T01:00:00.000Z';
const LATER = '2026-03-03T01:00:00.000Z';

const anNkey = () => publicKeyOf(createUserSeed());
const ABOUT = { jurisdiction: 'city', natsUrl: 'tls://nats.invalid:4222', authority: /** @type {const} */ ('own'), hosts: ['nats.invalid'] };
const aRegistry = () => newRegistry(ABOUT, { coordinator: anNkey(), notifier: anNkey(), now: NOW });

/** @param {import('./change-registry.mjs').Decided} decided @returns {Registry} */
const accepted = (decided) => {
  if (!decided.ok) assert.fail(decided.refusal.code);
  return decided.value;
};
/** @param {import('./change-registry.mjs').Decided} decided */
const codeOf = (decided) => (decided.ok ? 'accepted' : decided.refusal.code);

/** @param {{ id?: string, nkey?: string, registry?: Registry }} [given] */
const withCourt = ({ id = 'court', nkey = anNkey(), registry = aRegistry() } = {}) => accepted(addAgency(registry, { id, nkey, now: NOW }));
/** @param {Registry} registry @param {string} id */
const party = (registry, id) => registry.parties[id] ?? assert.fail(`there is no ${id}`);

describe('the registry', () => {
  it('begins with the coordinator and the notifier', () => {
    assert.deepEqual(Object.entries(aRegistry().parties).map(([id, each]) => [id, stateOf(each)]), [['coordinator', 'active'], ['notifier', 'active']]);
  });

  it('takes an agency with one nkey, and shows its account, consumer and subjects', () => {
    const nkey = anNkey();
    const registry = withCourt({ nkey });
    assert.deepEqual(usersOf(registry).agencies, { court: [nkey] });
    const { account, consumer, publishes, inboxPrefix, state } = JSON.parse(registryText(registry)).parties.court;
    assert.deepEqual({ account, consumer, publishes, inboxPrefix, state }, { account: 'AG_COURT', consumer: 'REQUESTS_city.agency-court', publishes: ['vet.city.court.reply'], inboxPrefix: '_INBOX_court', state: 'active' });
  });

  it('refuses an id that no agency can have, and one that is there already', () => {
    for (const id of ['', 'Court', 'a.b', '-a', '1a', 'a'.repeat(33), '../x', 'coordinator', 'notifier', 'auditor', 'tls']) assert.equal(codeOf(addAgency(aRegistry(), { id, nkey: anNkey(), now: NOW })), 'keys.agency-id-invalid', id);
    assert.equal(codeOf(addAgency(withCourt(), { id: 'court', nkey: anNkey(), now: NOW })), 'keys.agency-known');
  });

  it('takes ids and names consumers and subjects as the hub itself does', () => {
    for (const id of ['court', 'a', 'public-security', 'a'.repeat(32), 'a-1', 'A', 'a_b', '1', 'a'.repeat(33), 'coordinator', 'auditor']) {
      assert.equal(codeOf(addAgency(aRegistry(), { id, nkey: anNkey(), now: NOW })) === 'accepted', FreeAgencyId.safeParse(id).success, id);
    }
    for (const text of ['city', 'city-7', 'City', 'c.d', '']) assert.equal(TOKEN.test(text), Jurisdiction.safeParse(text).success, text);
    const { court, notifier } = JSON.parse(registryText(withCourt())).parties;
    assert.deepEqual([court.consumer, court.publishes], [`${streamNames('city').requests}.${agencyDurable('court')}`, [replySubject('city', 'court')]]);
    assert.equal(notifier.consumer, `${streamNames('city').events}.${NOTIFIER_DURABLE}`);
  });

  it('takes an agency whose id is a word of JavaScript', () => {
    assert.deepEqual(Object.keys(withCourt({ id: 'constructor' }).parties), ['coordinator', 'notifier', 'constructor']);
    assert.equal(codeOf(revoke(aRegistry(), { party: 'constructor', now: NOW })), 'keys.party-unknown');
  });

  it('refuses an nkey that another party has', () => {
    const nkey = anNkey();
    assert.equal(codeOf(addAgency(withCourt({ nkey }), { id: 'audit', nkey, now: NOW })), 'keys.nkey-in-use');
    assert.equal(codeOf(startRotation(withCourt({ nkey }), { party: 'notifier', nkey, now: NOW })), 'keys.nkey-in-use');
  });

  it('reads what it wrote, and nothing else', () => {
    const registry = withCourt();
    const text = registryText(registry);
    assert.deepEqual(parseRegistry(text), registry);
    const { publicKey } = party(registry, 'court').nkeys[0] ?? assert.fail();
    const twice = text.replace(/U[A-Z2-7]{55}/, publicKey);
    for (const bad of ['', '{}', 'null', text.slice(1), twice, text.replace(publicKey, 'UAAA'), text.replace('"court"', '"Court"'), text.replace('"current"', '"valid"')]) assert.equal(parseRegistry(bad), undefined);
  });
});

describe('a rotation', () => {
  const [first, second] = [anNkey(), anNkey()];
  const rotating = accepted(startRotation(withCourt({ nkey: first }), { party: 'court', nkey: second, now: LATER }));

  it('leaves both nkeys good until it is finished', () => {
    assert.deepEqual([stateOf(party(rotating, 'court')), validNkeys(party(rotating, 'court'))], ['rotating', [first, second]]);
    const finished = accepted(finishRotation(rotating, { party: 'court', now: LATER }));
    assert.deepEqual(party(finished, 'court').nkeys.map(({ state, until }) => [state, until]), [['retired', LATER], ['current', undefined]]);
  });

  it('is one at a time, and is finished once', () => {
    assert.equal(codeOf(startRotation(rotating, { party: 'court', nkey: anNkey(), now: LATER })), 'keys.rotation-open');
    assert.equal(codeOf(finishRotation(withCourt(), { party: 'court', now: LATER })), 'keys.no-rotation');
    assert.equal(codeOf(startRotation(rotating, { party: 'audit', nkey: anNkey(), now: LATER })), 'keys.party-unknown');
    assert.equal(codeOf(finishRotation(rotating, { party: 'audit', now: LATER })), 'keys.party-unknown');
  });

  it('never takes an nkey that has ended', () => {
    const finished = accepted(finishRotation(rotating, { party: 'court', now: LATER }));
    assert.equal(codeOf(startRotation(finished, { party: 'court', nkey: first, now: LATER })), 'keys.nkey-ended');
    const revoked = accepted(revoke(finished, { party: 'court', now: LATER }));
    assert.equal(codeOf(addAgency(revoked, { id: 'audit', nkey: second, now: LATER })), 'keys.nkey-ended');
  });
});

describe('a revocation', () => {
  const [first, second] = [anNkey(), anNkey()];
  const rotating = accepted(startRotation(withCourt({ nkey: first }), { party: 'court', nkey: second, now: NOW }));

  it('ends all nkeys of a party, or the one that is named', () => {
    assert.deepEqual(validNkeys(party(accepted(revoke(rotating, { party: 'court', now: LATER })), 'court')), []);
    for (const [nkey, left] of [[first, second], [second, first]]) assert.deepEqual(validNkeys(party(accepted(revoke(rotating, { party: 'court', nkey, now: LATER })), 'court')), [left]);
  });

  it('ends the rotation that it interrupts: what is left is current', () => {
    const left = accepted(revoke(rotating, { party: 'court', nkey: second, now: LATER }));
    assert.deepEqual(party(left, 'court').nkeys.map(({ state }) => state), ['current', 'revoked']);
    assert.equal(codeOf(finishRotation(left, { party: 'court', now: LATER })), 'keys.no-rotation');
  });

  it('changes nothing when it is repeated', () => {
    const revoked = accepted(revoke(rotating, { party: 'court', now: NOW }));
    assert.equal(accepted(revoke(revoked, { party: 'court', now: LATER })), revoked);
    assert.equal(accepted(revoke(revoked, { party: 'court', nkey: first, now: LATER })), revoked);
  });

  it('refuses a party and an nkey that are not there', () => {
    assert.equal(codeOf(revoke(rotating, { party: 'audit', now: NOW })), 'keys.party-unknown');
    assert.equal(codeOf(revoke(rotating, { party: 'court', nkey: anNkey(), now: NOW })), 'keys.nkey-unknown');
  });

  it('is followed by a rotation where the party is let in again, with a new nkey alone', () => {
    const revoked = accepted(revoke(rotating, { party: 'court', now: NOW }));
    const third = anNkey();
    const again = accepted(startRotation(revoked, { party: 'court', nkey: third, now: LATER }));
    assert.deepEqual([stateOf(party(again, 'court')), validNkeys(party(again, 'court'))], ['active', [third]]);
  });
});

describe('the keys that a party signs messages with', () => {
  const keys = { sign: 's'.repeat(22), agree: 'a'.repeat(22) };

  it('are on record once, by their kids, for agencies and the coordinator', () => {
    const recorded = accepted(recordMessageKeys(withCourt(), { party: 'court', ...keys, now: NOW }));
    assert.deepEqual(party(recorded, 'court').messageKeys, [{ ...keys, since: NOW }]);
    assert.equal(accepted(recordMessageKeys(recorded, { party: 'court', ...keys, now: LATER })), recorded);
    assert.equal(codeOf(recordMessageKeys(aRegistry(), { party: 'coordinator', ...keys, now: NOW })), 'accepted');
  });

  it('are none of the notifier’s, who signs nothing', () => {
    assert.equal(codeOf(recordMessageKeys(aRegistry(), { party: 'notifier', ...keys, now: NOW })), 'keys.party-unknown');
  });
});
