import { describe, expect, it } from '@jest/globals';
import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify } from 'jose';
import { canonicalJson } from '@lianshen/contracts/kernel';
import type { Envelope } from '@lianshen/contracts/messages';
import { generateOwnKeys, type OwnKeys } from './party-keys.js';
import { anEnvelope, aParty, contentKeyOf, DAY, NOW, someParties, type Party } from './sealing-builder.spec-kit.js';
import { sha256, signEnvelope } from './sign-envelope.js';

const { coordinator, court, audit } = someParties('coordinator', 'court', 'audit');
const utf8 = new TextEncoder();

function seal(from: Party, envelope: Envelope, receiver = envelope.audience, now = NOW): string {
  const sealed = from.sealer.seal(signEnvelope(from.keys, envelope), receiver, now);
  if (!sealed.ok) throw new Error(sealed.refusal.code);
  return sealed.value;
}

const codeOf = (party: Party, jwe: string, now = NOW): string => {
  const opened = party.sealer.open(jwe, now);
  return opened.ok ? 'opened' : opened.refusal.code;
};

const kidOf = (from: OwnKeys, to: OwnKeys, day: number | string = DAY) => `${from.agree.kid}.${to.agree.kid}.${day}`;

/** A message made by jose, so that any part of it can be wrong. */
async function forge(changed: {
  sign?: OwnKeys; jwsHeader?: object; jws?: string; payload?: string; envelope?: Partial<Envelope>; jweHeader?: object; from?: OwnKeys; to?: OwnKeys; direction?: string; agency?: string;
}): Promise<string> {
  const { sign = court.keys, from = court.keys, to = coordinator.keys, direction = 'court>coordinator', agency = 'court' } = changed;
  const payload = changed.payload ?? canonicalJson(anEnvelope(changed.envelope));
  const header = { alg: 'EdDSA', kid: sign.sign.kid, ...changed.jwsHeader };
  const jws = changed.jws ?? (await new CompactSign(utf8.encode(payload)).setProtectedHeader(header).sign(sign.sign.privateKey));
  return new CompactEncrypt(utf8.encode(jws))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: kidOf(from, to), ...changed.jweHeader })
    .encrypt(contentKeyOf(from, to, direction, agency));
}

const swapHeader = (token: string, header: object): string => [Buffer.from(JSON.stringify(header)).toString('base64url'), ...token.split('.').slice(1)].join('.');

describe('a sealed message', () => {
  it('opens at its receiver with what was signed, its bytes and their hash', () => {
    const envelope = anEnvelope();
    const opened = coordinator.sealer.open(seal(court, envelope), NOW);
    expect(opened).toMatchObject({ ok: true, value: { envelope, jws: signEnvelope(court.keys, envelope).jws, payloadHash: sha256(canonicalJson(envelope)) } });
  });

  it('goes both ways', () => {
    const envelope = anEnvelope({ source: 'coordinator', audience: 'court' });
    expect(codeOf(court, seal(coordinator, envelope))).toBe('opened');
  });

  it('is another text each time, over the same signature', () => {
    const envelope = anEnvelope();
    expect(seal(court, envelope)).not.toBe(seal(court, envelope));
    expect(signEnvelope(court.keys, envelope)).toEqual(signEnvelope(court.keys, envelope));
  });

  it('shows nothing of its content', () => {
    expect(Buffer.from(seal(court, anEnvelope()), 'base64url').includes('张三')).toBe(false);
  });

  it('cannot be made for a party without registered keys', () => {
    expect(court.sealer.seal(signEnvelope(court.keys, anEnvelope()), 'petitions', NOW)).toMatchObject({ refusal: { code: 'seal.receiver-unknown' } });
  });
});

describe('jose, as the second implementation,', () => {
  it('opens and verifies what we made', async () => {
    const envelope = anEnvelope();
    const outer = await compactDecrypt(seal(court, envelope), contentKeyOf(coordinator.keys, court.keys, 'court>coordinator', 'court'));
    expect(outer.protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM', kid: kidOf(court.keys, coordinator.keys) });
    const inner = await compactVerify(outer.plaintext, court.keys.sign.publicKey);
    expect(inner.protectedHeader).toEqual({ alg: 'EdDSA', kid: court.keys.sign.kid });
    expect(JSON.parse(new TextDecoder().decode(inner.payload))).toEqual(envelope);
  });

  it('makes what we open, and the signature counts over the bytes received, not over ours', async () => {
    const loose = JSON.stringify(anEnvelope(), null, 2);
    expect(loose).not.toBe(canonicalJson(anEnvelope()));
    const opened = coordinator.sealer.open(await forge({ payload: loose }), NOW);
    expect(opened).toMatchObject({ ok: true, value: { payloadHash: sha256(loose), envelope: anEnvelope() } });
  });
});

describe('a message is refused when', () => {
  it.each([0, 1, 2, 3, 4])('part %i of it was tampered with', (part) => {
    const parts = seal(court, anEnvelope()).split('.');
    const text = parts[part] ?? '';
    parts[part] = text === '' ? 'AAAA' : `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    expect(['seal.malformed', 'seal.does-not-open', 'seal.key-unknown', 'seal.not-for-us']).toContain(codeOf(coordinator, parts.join('.')));
  });

  it.each([0, 2, 3, 4])('part %i of it is missing', (part) => {
    const parts = seal(court, anEnvelope()).split('.');
    parts[part] = '';
    expect(['seal.malformed', 'seal.does-not-open']).toContain(codeOf(coordinator, parts.join('.')));
  });

  it.each(['', '.', '....', '{}', '姓名', 'a.b.c', 'a..b.c.d.e', `${'A'.repeat(200_000)}....`])('it is no JWE at all', (text) => {
    expect(codeOf(coordinator, text)).toBe('seal.malformed');
  });

  it('it was meant for another agency, also one that the first passes it on to', () => {
    const request = seal(coordinator, anEnvelope({ source: 'coordinator', audience: 'court' }));
    expect(codeOf(audit, request)).toBe('seal.not-for-us');
    const readdressed = swapHeader(request, { alg: 'dir', enc: 'A256GCM', kid: kidOf(coordinator.keys, audit.keys) });
    expect(codeOf(audit, readdressed)).toBe('seal.does-not-open');
  });

  it('it names another audience inside than it was sealed for', () => {
    expect(codeOf(coordinator, seal(court, anEnvelope({ audience: 'audit' }), 'coordinator'))).toBe('seal.not-for-us');
  });

  it('it is turned round and sent back to who made it', async () => {
    const request = seal(coordinator, anEnvelope({ source: 'coordinator', audience: 'court' }));
    const turned = swapHeader(request, { alg: 'dir', enc: 'A256GCM', kid: kidOf(court.keys, coordinator.keys) });
    expect(codeOf(coordinator, turned)).toBe('seal.does-not-open');
    expect(codeOf(coordinator, await forge({ direction: 'coordinator>court' }))).toBe('seal.does-not-open');
  });

  it('it was signed by another than it says, or sealed by another than signed it', async () => {
    expect(codeOf(coordinator, seal(court, anEnvelope({ source: 'audit' })))).toBe('seal.source-differs');
    expect(codeOf(coordinator, await forge({ sign: audit.keys }))).toBe('seal.source-differs');
    expect(codeOf(coordinator, await forge({ sign: audit.keys, envelope: { source: 'audit' } }))).toBe('seal.source-differs');
  });

  it('the signature is that of another message, of another key, or cut off', async () => {
    const [header, , signature] = signEnvelope(court.keys, anEnvelope()).jws.split('.');
    const [, other] = signEnvelope(court.keys, anEnvelope({ id: 'verdict.2' })).jws.split('.');
    expect(codeOf(coordinator, await forge({ jws: `${header}.${other}.${signature}` }))).toBe('seal.signature-wrong');
    expect(codeOf(coordinator, await forge({ sign: audit.keys, jwsHeader: { kid: court.keys.sign.kid } }))).toBe('seal.signature-wrong');
    expect(codeOf(coordinator, await forge({ jws: `${header}.${other}.${signature?.slice(0, 40)}` }))).toBe('seal.signature-wrong');
    expect(codeOf(coordinator, await forge({ jws: `${header}.${other}.` }))).toBe('seal.signature-wrong');
  });

  it('its keys are not registered', () => {
    const stranger = aParty(generateOwnKeys('court'), [coordinator.keys]);
    expect(codeOf(coordinator, seal(stranger, anEnvelope()))).toBe('seal.key-unknown');
  });

  it('a key is used for what it was not registered for', async () => {
    expect(codeOf(coordinator, await forge({ jwsHeader: { kid: court.keys.agree.kid } }))).toBe('seal.key-unknown');
    expect(codeOf(coordinator, await forge({ jweHeader: { kid: `${court.keys.sign.kid}.${coordinator.keys.agree.kid}.${DAY}` } }))).toBe('seal.key-unknown');
  });

  it('its algorithm is none or another, or it asks for an extension', async () => {
    const [, body] = signEnvelope(court.keys, anEnvelope()).jws.split('.');
    const unsigned = (header: object) => `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${body}.`;
    for (const alg of ['none', 'HS256', 'ES256', 'Ed25519', undefined]) {
      expect(codeOf(coordinator, await forge({ jws: unsigned({ alg, kid: court.keys.sign.kid }) }))).toBe('seal.malformed');
    }
    expect(codeOf(coordinator, await forge({ jws: unsigned({ alg: 'EdDSA', kid: court.keys.sign.kid, crit: ['exp'] }) }))).toBe('seal.malformed');
    const sealed = seal(court, anEnvelope());
    const kid = kidOf(court.keys, coordinator.keys);
    for (const header of [{ alg: 'none', enc: 'A256GCM', kid }, { alg: 'dir', enc: 'A128GCM', kid }, { alg: 'dir', enc: 'A256GCM', kid, crit: ['b64'] }, { alg: 'dir', enc: 'A256GCM' }, []]) {
      expect(codeOf(coordinator, swapHeader(sealed, header))).toBe('seal.malformed');
    }
  });

  it.each([DAY + 2, DAY - 47])('its day %s is too far from today', (day) => {
    const bad = swapHeader(seal(court, anEnvelope()), { alg: 'dir', enc: 'A256GCM', kid: kidOf(court.keys, coordinator.keys, day) });
    expect(codeOf(coordinator, bad)).toBe('seal.day-out-of-bounds');
  });

  it.each(['tomorrow', '', `${DAY}.5`, 1e300, '0x5023', ` ${DAY}`])('its day is no day: %s', (day) => {
    const bad = swapHeader(seal(court, anEnvelope()), { alg: 'dir', enc: 'A256GCM', kid: kidOf(court.keys, coordinator.keys, day) });
    expect(codeOf(coordinator, bad)).toBe('seal.malformed');
  });

  it('its key id is oversized', () => {
    const bad = swapHeader(seal(court, anEnvelope()), { alg: 'dir', enc: 'A256GCM', kid: `${'k'.repeat(100_000)}.${coordinator.keys.agree.kid}.${DAY}` });
    expect(codeOf(coordinator, bad)).toBe('seal.malformed');
  });

  it('its envelope is malformed, or from the future', async () => {
    expect(codeOf(coordinator, await forge({ payload: 'no json' }))).toBe('seal.envelope-malformed');
    expect(codeOf(coordinator, await forge({ payload: JSON.stringify({ ...anEnvelope(), extra: 1 }) }))).toBe('seal.envelope-malformed');
    expect(codeOf(coordinator, await forge({ envelope: { time: new Date(NOW + 11 * 60_000).toISOString() } }))).toBe('seal.from-the-future');
  });
});

it('a message of 45 days ago still opens, and one of a clock that is a day ahead', () => {
  const sealed = seal(court, anEnvelope({ time: new Date(NOW - 60_000).toISOString() }));
  expect(codeOf(coordinator, sealed, NOW + 45 * 86_400_000)).toBe('opened');
  expect(codeOf(coordinator, seal(court, anEnvelope(), 'coordinator', NOW + 86_400_000))).toBe('opened');
});
