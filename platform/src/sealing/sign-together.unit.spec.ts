import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '@lianshen/contracts/kernel';
import type { Envelope, SignedRoot } from '@lianshen/contracts/messages';
import { KeyDirectory } from './key-directory.js';
import { generateOwnKeys, publicKeysOf, type OwnKeys } from './party-keys.js';
import { readRooted, writeRooted, type RootedText } from './rooted-text.js';
import { Sealer } from './sealer.js';
import { anEnvelope, NOW, someParties, type Party } from './sealing-builder.spec-kit.js';
import { sha256, signEnvelope, signPayload } from './sign-envelope.js';
import { signTogether } from './sign-together.js';
import { payloadOfSigned } from './signed-payload.js';
import { SignatureVerifier } from './verify-signed.js';

const { coordinator, court, audit } = someParties('coordinator', 'court', 'audit');

const someEnvelopes = (count: number, changed: Partial<Envelope> = {}): Envelope[] => Array.from({ length: count }, (_, index) => anEnvelope({ id: `verdict.${index}`, ...changed }));

function seal(jws: string, from: Party = court): string {
  const sealed = from.sealer.seal({ jws, payloadHash: '' }, 'coordinator', NOW);
  if (!sealed.ok) throw new Error(sealed.refusal.code);
  return sealed.value;
}

/** What the coordinator says of a signed text. */
const codeOf = (jws: string, from: Party = court): string => {
  const opened = coordinator.sealer.open(seal(jws, from), NOW);
  return opened.ok ? 'opened' : opened.refusal.code;
};

const texts = (count: number, keys: OwnKeys = court.keys, changed: Partial<Envelope> = {}): string[] => signTogether(keys, someEnvelopes(count, changed), NOW).map(({ jws }) => jws);
const partsOf = (text: string): RootedText => readRooted(text) as RootedText;
const changed = (text: string, change: Partial<RootedText>): string => writeRooted({ ...partsOf(text), ...change });

/** A root that says something else than its tree, with a true signature. */
function underRoot(text: string, change: Partial<Record<keyof SignedRoot | 'extra', unknown>>, keys: OwnKeys = court.keys): string {
  const rooted = partsOf(text);
  const root = JSON.parse(Buffer.from(rooted.rootJws.split('.')[1] ?? '', 'base64url').toString()) as SignedRoot;
  return writeRooted({ ...rooted, rootJws: signPayload(keys, canonicalJson({ ...root, ...change })) });
}

describe('messages that one signature covers', () => {
  it.each([1, 2, 3, 7, 500])('open one by one to what was signed, of %i', (count) => {
    const envelopes = someEnvelopes(count);
    signTogether(court.keys, envelopes, NOW).forEach(({ jws, payloadHash }, index) => {
      expect(coordinator.sealer.open(seal(jws), NOW)).toMatchObject({ ok: true, value: { envelope: envelopes[index], jws, payloadHash, signedBy: { partyId: 'court', kid: court.keys.sign.kid } } });
    });
  });

  it('open to the same content, hash and signer as with signatures of their own', () => {
    const [envelope] = someEnvelopes(1) as [Envelope];
    const opened = [signEnvelope(court.keys, envelope), ...signTogether(court.keys, [envelope, anEnvelope()], NOW).slice(0, 1)].map(({ jws }) => coordinator.sealer.open(seal(jws), NOW));
    const [alone, together] = opened.map((each) => (each.ok ? { ...each.value, jws: '' } : each));
    expect(together).toEqual(alone);
    expect(together).toMatchObject({ payloadHash: sha256(canonicalJson(envelope)) });
  });

  it('bear one signature, and each its own nonce', () => {
    const rooted = texts(50).map(partsOf);
    expect(new Set(rooted.map(({ rootJws }) => rootJws)).size).toBe(1);
    expect(new Set(rooted.map(({ nonce }) => nonce.toString('hex'))).size).toBe(50);
  });

  it('hold nothing of one another but hashes that nobody can try out', () => {
    const envelopes = someEnvelopes(4);
    const [first, second] = [1, 2].map(() => signTogether(court.keys, envelopes, NOW)[0]?.jws ?? '') as [string, string];
    const readable = JSON.stringify([payloadOfSigned(first), Buffer.from(partsOf(first).rootJws.split('.')[1] ?? '', 'base64url').toString()]);
    for (const { id } of envelopes.slice(1)) expect(readable).not.toContain(id);
    expect(partsOf(first).path).not.toEqual(partsOf(second).path);
  });

  it('are read again from the ledger without a key', () => {
    const envelopes = someEnvelopes(3);
    expect(signTogether(court.keys, envelopes, NOW).map(({ jws }) => payloadOfSigned(jws))).toEqual(envelopes);
  });
});

describe('a message under a signed root', () => {
  const [first, second] = texts(5) as [string, string];

  it('is refused as a wrong signature where its content, nonce, index or path is another', () => {
    const { payload, path, nonce } = partsOf(first);
    const other = partsOf(second);
    const tampered: Partial<RootedText>[] = [
      { payload: Buffer.from(payload.toString().replace('张三', '李四')) }, { payload: other.payload }, { nonce: other.nonce }, { nonce: Buffer.from(nonce).fill(7, 3, 4) },
      { index: 1 }, { index: 4 }, { index: 65_000 }, { path: other.path }, { path: path.slice(1) }, { path: path.slice(0, -1) }, { path: [...path, ...path.slice(0, 1)] }, { path: [...path].reverse() }, { path: [] },
    ];
    for (const change of tampered) expect([change, codeOf(changed(first, change))]).toEqual([change, 'seal.signature-wrong']);
  });

  it('is refused as a wrong signature where the root or the number of leaves is another than was signed', () => {
    const { rootJws } = partsOf(first);
    const [header, payload = '', signature] = rootJws.split('.');
    const root = JSON.parse(Buffer.from(payload, 'base64url').toString()) as SignedRoot;
    for (const change of [{ count: 6 }, { root: 'A'.repeat(43) }, { time: '2026-03-03T00:00:00.000Z' }]) {
      const body = Buffer.from(canonicalJson({ ...root, ...change })).toString('base64url');
      expect(codeOf(changed(first, { rootJws: [header, body, signature].join('.') }))).toBe('seal.signature-wrong');
    }
    expect(codeOf(changed(first, { rootJws: partsOf(texts(5)[0] as string).rootJws }))).toBe('seal.signature-wrong');
    expect(codeOf(underRoot(first, { count: 3 }))).toBe('seal.signature-wrong');
    expect(codeOf(underRoot(first, { root: 'A'.repeat(43) }))).toBe('seal.signature-wrong');
  });

  it('is refused where the root is of another agency or another key', () => {
    expect(codeOf(first, audit)).toBe('seal.source-differs');
    expect(codeOf(underRoot(first, {}, audit.keys))).toBe('seal.source-differs');
    expect(codeOf(underRoot(first, { agency: 'audit' }))).toBe('seal.source-differs');
    expect(codeOf(texts(2, court.keys, { source: 'audit' })[0] as string)).toBe('seal.source-differs');
    expect(codeOf(texts(2, generateOwnKeys('court'))[0] as string)).toBe('seal.key-unknown');
  });

  it('is refused where it is for somebody else, or of the future, as is its root', () => {
    expect(codeOf(texts(2, court.keys, { audience: 'audit' })[0] as string)).toBe('seal.not-for-us');
    expect(codeOf(texts(2, court.keys, { time: '2026-03-03T02:00:00.000Z' })[0] as string)).toBe('seal.from-the-future');
    expect(codeOf(underRoot(first, { time: '2026-03-03T02:00:00.000Z' }))).toBe('seal.from-the-future');
  });

  it('is refused where its root is no statement, or the statement a message', () => {
    for (const change of [{ type: 'lianshen.verdict.v1' }, { count: 0 }, { count: 65_537 }, { root: 'x' }, { time: 'now' }, { agency: 'coordinator' }, { extra: 1 }]) {
      expect([change, codeOf(underRoot(first, change))]).toEqual([change, 'seal.envelope-malformed']);
    }
    expect(codeOf(partsOf(first).rootJws)).toBe('seal.envelope-malformed');
    const envelope = signEnvelope(court.keys, anEnvelope()).jws;
    expect(codeOf([envelope, ...first.split('~').slice(1)].join('~'))).toBe('seal.envelope-malformed');
    expect(codeOf(signTogether(court.keys, [{ hello: 'world' } as never], NOW)[0]?.jws ?? '')).toBe('seal.envelope-malformed');
  });

  it('has one spelling', () => {
    const [jws, payload, nonce = '', index, path] = first.split('~');
    const others = [
      [jws, payload, nonce, `0${index}`, path], [jws, payload, nonce, `${index}.0`, path], [jws, `${payload}=`, nonce, index, path], [jws, payload, `${nonce.slice(0, -1)}_`, index, path],
      [jws, payload, nonce, index, `${path}A`], [jws, payload, nonce, index], [jws, payload, nonce, index, path, ''], ['', payload, nonce, index, path], [jws, '', nonce, index, path],
    ];
    for (const parts of others) expect([parts.length, codeOf(parts.join('~'))]).toEqual([parts.length, 'seal.malformed']);
  });

  it('opens to nothing but what was signed, whatever letter of it is turned', () => {
    fc.assert(fc.property(fc.nat(first.length - 1), fc.constantFrom('A', 'z', '0', '-', '~', '.', '='), (at, letter) => {
      const turned = first.slice(0, at) + letter + first.slice(at + 1);
      const opened = coordinator.sealer.open(seal(turned), NOW);
      if (opened.ok) expect(opened.value.envelope).toEqual(someEnvelopes(1)[0]);
    }), { numRuns: 500 });
  });
});

describe('the key that signed a root', () => {
  const [one, other] = signTogether(court.keys, someEnvelopes(2, { time: new Date(NOW - 60_000).toISOString() }), NOW - 60_000).map(({ jws }) => jws) as [string, string];
  const knowing = (revokedAt: number | undefined): Sealer => {
    const directory = new KeyDirectory();
    directory.replace('court', { generations: [publicKeysOf(court.keys)], revokedAt: revokedAt === undefined ? {} : { [court.keys.sign.kid]: revokedAt } });
    return new Sealer(coordinator.keys, directory);
  };

  it.each([
    ['counts for what was signed and received before its revocation', NOW, NOW - 1, 'opens'],
    ['is parked with what was received later', NOW, NOW, 'key.revoked'],
    ['is parked with what was signed later', NOW - 90_000, NOW - 100_000, 'key.revoked'],
  ])('%s', (_, revokedAt, receivedAt, expected) => {
    const opened = knowing(revokedAt).open(seal(one), NOW, { receivedAt });
    expect(opened.ok ? 'opens' : opened.refusal.code).toBe(expected);
  });

  it('counts from the time of the root, however early the message under it says that it was made', () => {
    const early = signTogether(court.keys, someEnvelopes(2, { time: new Date(NOW - 600_000).toISOString() }), NOW - 60_000)[0]?.jws ?? '';
    expect(knowing(NOW - 300_000).open(seal(early), NOW, { receivedAt: NOW - 400_000 })).toMatchObject({ refusal: { code: 'key.revoked' } });
    expect(knowing(NOW).open(seal(underRoot(one, { time: new Date(NOW).toISOString() })), NOW, { receivedAt: NOW - 1 })).toMatchObject({ refusal: { code: 'key.revoked' } });
  });

  it('parks every message under it by a name of its own', () => {
    const names = [one, one, other].map((jws) => knowing(NOW).open(seal(jws), NOW)).map((each) => (each.ok ? '' : each.refusal.params['message']));
    expect(names[0]).toBe(names[1]);
    expect(names[0]).not.toBe(names[2]);
  });

  it('is asked for again each time, although the signature is verified once', () => {
    const directory = new KeyDirectory();
    directory.replace('court', { generations: [publicKeysOf(court.keys)] });
    const verifier = new SignatureVerifier(directory);
    expect([one, other].map((text) => verifier.verify(text).ok)).toEqual([true, true]);
    directory.replace('court', { generations: [publicKeysOf(generateOwnKeys('court'))] });
    expect(verifier.verify(one)).toMatchObject({ refusal: { code: 'seal.key-unknown' } });
  });
});
