import { describe, expect, it } from '@jest/globals';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import type { Result } from '@lianshen/contracts/kernel';
import { acceptMessage, describeKeys, evolveKeys, NO_KEYS, registerKeys, revokeKey, usableKeys, type AgencyKeyEvent, type AgencyKeysState } from './agency-keys.js';

const kid = (name: string): string => name.padEnd(22, '_');
const pair = (sign: string, agree: string): PartyPublicKeys => ({
  partyId: 'court',
  sign: { kty: 'OKP', crv: 'Ed25519', x: sign.padEnd(43, '_'), kid: kid(sign) },
  agree: { kty: 'OKP', crv: 'X25519', x: agree.padEnd(43, '_'), kid: kid(agree) },
});
const [OLD, NEW] = [pair('s1', 'a1'), pair('s2', 'a2')];

type Step = (state: AgencyKeysState) => Result<AgencyKeyEvent[]>;
/** Commands one after the other, a minute apart; each has to be carried out. */
const after = (...steps: Step[]): AgencyKeysState =>
  steps.reduce((state, step, minute) => {
    const decided = step(state);
    if (!decided.ok) throw new Error(decided.refusal.code);
    return decided.value.reduce((before, event) => evolveKeys(before, event, minute * 60_000), state);
  }, NO_KEYS);
const register = (keys: PartyPublicKeys): Step => (state) => registerKeys(state, keys);
const revoke = (name: string): Step => (state) => revokeKey(state, kid(name), 'compromised');
const statuses = (state: AgencyKeysState) => Object.fromEntries(describeKeys('court', state).keys.map((key) => [key.kid.replaceAll('_', ''), key.status]));

describe('the keys of an agency', () => {
  it('are current from their registration until newer ones supersede them', () => {
    expect(statuses(after(register(OLD)))).toEqual({ s1: 'current', a1: 'current' });
    expect(statuses(after(register(OLD), register(NEW)))).toEqual({ s1: 'superseded', a1: 'superseded', s2: 'current', a2: 'current' });
    expect(describeKeys('court', after(register(OLD), register(NEW))).keys[2]).toMatchObject({ validFrom: '1970-01-01T00:01:00.000Z', revokedAt: null, reason: null });
  });

  it('may be exchanged one use at a time', () => {
    expect(statuses(after(register(OLD), register(pair('s1', 'a2'))))).toEqual({ s1: 'current', a1: 'superseded', a2: 'current' });
  });

  it('that were registered before are registered already, also when newer ones have superseded them', () => {
    for (const keys of [OLD, NEW]) expect(registerKeys(after(register(OLD), register(NEW)), keys)).toEqual({ ok: true, value: [] });
  });

  it('are revoked one by one, and an older key of that use is current again', () => {
    const state = after(register(OLD), register(NEW), revoke('a2'));
    expect(statuses(state)).toEqual({ s1: 'superseded', a1: 'current', s2: 'current', a2: 'revoked' });
    expect(describeKeys('court', state).keys[3]).toMatchObject({ revokedAt: '1970-01-01T00:02:00.000Z', reason: 'compromised' });
  });

  it('may all be revoked, and it is told what is left', () => {
    expect(usableKeys(after(register(OLD), revoke('s1')))).toEqual({ sign: false, agree: true });
    expect(usableKeys(after(register(OLD), revoke('s1'), revoke('a1'), register(NEW)))).toEqual({ sign: true, agree: true });
  });

  it('are revoked once, and only where they were registered', () => {
    expect(revokeKey(after(register(OLD), revoke('s1')), kid('s1'), 'retired')).toEqual({ ok: true, value: [] });
    expect(revokeKey(after(register(OLD)), kid('s2'), 'lost')).toMatchObject({ refusal: { code: 'key.unknown' } });
  });

  it('can never be registered again once they were revoked, also beside a new one', () => {
    const state = after(register(OLD), register(NEW), revoke('a1'));
    for (const keys of [OLD, pair('s3', 'a1')]) expect(registerKeys(state, keys)).toMatchObject({ refusal: { code: 'key.revoked', params: { kid: kid('a1') } } });
  });
});

describe('a message that came after its key was revoked', () => {
  const message = { letterId: 'letter', messageId: 'verdict.1', kids: [kid('s1'), kid('a1')], signedAt: 59_999, basis: 'agency-confirmed' } as const;
  const revoked = after(register(OLD), revoke('s1'));

  it('is accepted on the word of a person, once, where it was signed before the revocation', () => {
    const decided = acceptMessage(revoked, message);
    expect(decided).toMatchObject({ ok: true, value: [{ type: 'RevokedKeyMessageAccepted', data: { letterId: 'letter', basis: 'agency-confirmed' } }] });
    expect(acceptMessage(after(register(OLD), revoke('s1'), () => decided), message)).toEqual({ ok: true, value: [] });
  });

  it('is not accepted where it says itself that it was signed later', () => {
    expect(acceptMessage(revoked, { ...message, signedAt: 60_000 })).toMatchObject({ refusal: { code: 'letter.signed-after-revocation' } });
  });

  it('is not accepted on this ground where none of its keys was revoked', () => {
    expect(acceptMessage(after(register(OLD)), message)).toMatchObject({ refusal: { code: 'letter.not-revoked' } });
  });
});
