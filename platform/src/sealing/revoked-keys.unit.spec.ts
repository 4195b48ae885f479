import { describe, expect, it } from '@jest/globals';
import { KeyDirectory } from './key-directory.js';
import { generateOwnKeys, publicKeysOf } from './party-keys.js';
import { Sealer } from './sealer.js';
import { anEnvelope, aParty, NOW } from './sealing-builder.spec-kit.js';
import { signEnvelope } from './sign-envelope.js';

const REVOKED_AT = NOW;
const iso = (at: number): string => new Date(at).toISOString();

const [first, second] = [generateOwnKeys('court'), generateOwnKeys('court')];
const own = generateOwnKeys('coordinator');

/** The coordinator, for whom some of the court's first keys are revoked. */
function aCoordinator(...revoked: string[]) {
  const directory = new KeyDirectory();
  directory.replace('court', { generations: [publicKeysOf(first), publicKeysOf(second)], revokedAt: Object.fromEntries(revoked.map((kid) => [kid, REVOKED_AT])) });
  return { directory, sealer: new Sealer(own, directory) };
}

/** A line of the court's, signed at a time with some keys and sealed with others. */
function aLine(signedAt: number, signer = first, sealer = first): string {
  const { sealer: by } = aParty(sealer, [own]);
  const sealed = by.seal(signEnvelope(signer, anEnvelope({ time: iso(signedAt) })), 'coordinator', NOW);
  return sealed.ok ? sealed.value : '';
}

describe('a message that a revoked key signed or sealed', () => {
  const before = REVOKED_AT - 60_000;

  it.each([
    ['signed and received before the revocation counts', before, before + 1, 'opens'],
    ['signed before it and received at that very moment is parked', before, REVOKED_AT, 'key.revoked'],
    ['signed before it and received later is parked', before, REVOKED_AT + 1, 'key.revoked'],
    ['signed later, as it says itself, is parked whenever it was received', REVOKED_AT, before, 'key.revoked'],
  ])('%s', (_, signedAt, receivedAt, expected) => {
    for (const kid of [first.sign.kid, first.agree.kid]) {
      const opened = aCoordinator(kid).sealer.open(aLine(signedAt), NOW, { receivedAt });
      expect(opened.ok ? 'opens' : opened.refusal.code).toBe(expected);
    }
  });

  it('names the key, whose it is and the message, so that what is sent again is known', () => {
    const refusals = [1, 2].map(() => aCoordinator(first.sign.kid).sealer.open(aLine(before), NOW));
    expect(refusals[0]).toMatchObject({ refusal: { code: 'key.revoked', params: { party: 'court', kid: first.sign.kid, message: expect.stringMatching(/^[\w-]{86}$/) as never } } });
    expect(refusals[0]).toEqual(refusals[1]);
  });

  it('opens for a person who answers for it', () => {
    const opened = aCoordinator(first.sign.kid, first.agree.kid).sealer.open(aLine(before), NOW, { acceptRevoked: true });
    expect(opened).toMatchObject({ ok: true, value: { signedBy: { kid: first.sign.kid, revokedAt: REVOKED_AT } } });
  });

  it('is forged all the same where its signature is wrong: only what would count is parked', () => {
    const stranger = generateOwnKeys('court');
    expect(aCoordinator(first.agree.kid).sealer.open(aLine(before, stranger), NOW)).toMatchObject({ refusal: { code: 'seal.key-unknown' } });
  });

  it('does not touch what the newer keys sign', () => {
    expect(aCoordinator(first.sign.kid, first.agree.kid).sealer.open(aLine(NOW, second, second), NOW).ok).toBe(true);
  });
});

describe('the key directory after a rotation', () => {
  it('lets what older keys signed and newer ones sealed, and the other way round, through', () => {
    const { sealer } = aCoordinator();
    for (const line of [aLine(NOW), aLine(NOW, first, second), aLine(NOW, second, first)]) expect(sealer.open(line, NOW).ok).toBe(true);
  });

  it('addresses a party with the newest key of each use that is not revoked', () => {
    expect(aCoordinator().directory.findCurrent('court')).toMatchObject({ sign: { kid: second.sign.kid }, agree: { kid: second.agree.kid } });
    expect(aCoordinator(second.agree.kid).directory.findCurrent('court')).toMatchObject({ sign: { kid: second.sign.kid }, agree: { kid: first.agree.kid } });
  });

  it('has no address where every key is revoked, and keeps them all on record', () => {
    const { directory, sealer } = aCoordinator(first.agree.kid, second.agree.kid);
    expect(directory.findCurrent('court')).toBeUndefined();
    expect(directory.find(first.agree.kid, 'agree')).toMatchObject({ revokedAt: REVOKED_AT });
    expect(sealer.seal({ jws: 'a.b.c', payloadHash: '' }, 'court', NOW)).toMatchObject({ refusal: { code: 'seal.receiver-revoked' } });
    expect(sealer.seal({ jws: 'a.b.c', payloadHash: '' }, 'audit', NOW)).toMatchObject({ refusal: { code: 'seal.receiver-unknown' } });
  });

  it('never takes a revoked key again, nor a key of another party', () => {
    const { directory } = aCoordinator(first.sign.kid);
    expect(directory.register(publicKeysOf(first))).toMatchObject({ refusal: { code: 'key.revoked' } });
    directory.replace('audit', { generations: [{ ...publicKeysOf(second), partyId: 'audit' }] });
    expect(directory.findCurrent('audit')).toBeUndefined();
    expect(directory.find(second.sign.kid, 'sign')?.partyId).toBe('court');
  });

  it('forgets what its configuration names no more', () => {
    const { directory, sealer } = aCoordinator();
    directory.replace('court', { generations: [publicKeysOf(second)] });
    expect(sealer.open(aLine(NOW), NOW)).toMatchObject({ refusal: { code: 'seal.key-unknown' } });
  });
});
