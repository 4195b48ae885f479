import { randomBytes, randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Envelope } from '@lianshen/contracts/messages';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, signTogether, type OwnKeys, type SignedMessage } from '@lianshen/platform/sealing';
import { judgeByPython, type Judged, type VerifierKeys } from './python-verifier.spec-kit.js';
import { readVector, type BundleVector, type KeysVector, type RefusedVectors, type SealingVector, type SharedRootVector } from './vector-file.spec-kit.js';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-23T02:00:00.000Z');
const [coordinator, court, audit] = ['coordinator', 'court', 'audit'].map(generateOwnKeys) as [OwnKeys, OwnKeys, OwnKeys];
const all = [coordinator, court, audit];

const directory = new KeyDirectory();
for (const keys of all) directory.register(publicKeysOf(keys));
const sealer = (own: OwnKeys): Sealer => new Sealer(own, directory);

/** An envelope with data of random shape and size, in several scripts. */
const anEnvelope = (source: OwnKeys, audience: OwnKeys, changed: Partial<Envelope> = {}): Envelope => ({
  specversion: '1.0', id: `test.${randomBytes(6).toString('hex')}`, type: 'lianshen.test.v1', source: source.partyId, audience: audience.partyId, time: new Date(NOW).toISOString(),
  data: { text: '试例𠮷é\u0000"\\'.repeat(randomInt(1, 40)), number: randomInt(1_000_000) / 7, bytes: randomBytes(randomInt(1, 64)).toString('base64'), nested: [null, true, { empty: {} }] },
  ...changed,
});

const seal = (from: OwnKeys, to: OwnKeys, signed: SignedMessage = signEnvelope(from, anEnvelope(from, to)), now = NOW): string => {
  const sealed = sealer(from).seal(signed, to.partyId, now);
  if (!sealed.ok) throw new Error(sealed.refusal.code);
  return sealed.value;
};

const privateHex = ({ privateKey }: OwnKeys['agree']): string => Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url').toString('hex');
/** What the script needs to be this party. */
const as = (own: OwnKeys): VerifierKeys => ({
  own: { partyId: own.partyId, agree: [{ kid: own.agree.kid, privateKeyHex: privateHex(own.agree) }] },
  others: all.filter((each) => each !== own).map(publicKeysOf), now: new Date(NOW).toISOString(),
});

/** What the hub says of a line, in the script's words. */
const byTheHub = (own: OwnKeys, line: string): Judged => {
  const known = new KeyDirectory();
  for (const keys of all.filter((each) => each !== own)) known.register(publicKeysOf(keys));
  const opened = new Sealer(own, known).open(line, NOW);
  if (!opened.ok) return { refused: opened.refusal.code };
  const { envelope: { source, audience, type, id, time }, payloadHash, jws } = opened.value;
  return { opened: { source, audience, type, id, time, payloadHash, jws } };
};

/** A part of a line with one bit of its bytes turned over. */
const bent = (line: string, part: number, at = (length: number) => randomInt(length)): string => {
  const parts = line.split('.');
  const bytes = Buffer.from(parts[part] ?? '', 'base64url');
  const index = at(bytes.length);
  bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << randomInt(8)), index);
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
};
const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A line whose header says something else. */
const withKid = (line: string, change: (kid: string[]) => string[], others: object = {}): string => {
  const [header = '', ...rest] = line.split('.');
  const fields = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  return [b64({ ...fields, kid: change(fields.kid.split('.')).join('.'), ...others }), ...rest].join('.');
};
const resigned = (jws: string): SignedMessage => ({ jws, payloadHash: '' });

describe('a second implementation, in Python', () => {
  it('opens and verifies what the hub seals, in every direction, and finds the same in it', () => {
    for (const [from, to] of [[coordinator, court], [court, coordinator], [audit, coordinator], [coordinator, audit]] as const) {
      const lines = Array.from({ length: 5 }, () => seal(from, to));
      const { judged, status } = judgeByPython(as(to), lines);
      expect(judged).toEqual(lines.map((line) => byTheHub(to, line)));
      expect([status, judged.every((each) => 'opened' in each)]).toEqual([0, true]);
    }
  }, 60_000);

  it('verifies a signature alone, as a ledger keeps it, without a key of its own', () => {
    const { jws, payloadHash } = signEnvelope(court, anEnvelope(court, coordinator));
    const keys = { others: all.map(publicKeysOf), now: new Date(NOW).toISOString() };
    const { judged, status } = judgeByPython(keys, [jws, ...[0, 1, 2].map((part) => bent(jws, part))]);
    expect([judged[0], status]).toMatchObject([{ opened: { source: 'court', payloadHash } }, 1]);
    expect(judged.slice(1).every((each) => 'refused' in each)).toBe(true);
  });

  it('opens what was sealed 46 days ago and for tomorrow, and nothing beyond', () => {
    const lines = [-47, -46, 0, 1, 2].map((days) => seal(coordinator, court, undefined, NOW + days * DAY_MS));
    const refused = { refused: 'seal.day-out-of-bounds' };
    const { judged } = judgeByPython(as(court), lines);
    expect(judged).toEqual(lines.map((line) => byTheHub(court, line)));
    expect([judged[0], judged[4], 'opened' in (judged[1] as Judged), 'opened' in (judged[3] as Judged)]).toEqual([refused, refused, true, true]);
  });

  it('refuses what was tampered with in any part, with the code that the hub has for it', () => {
    const line = seal(coordinator, court);
    const { jws } = signEnvelope(coordinator, anEnvelope(coordinator, court));
    const foreign = signEnvelope(audit, anEnvelope(audit, court));
    const turnedRound = signEnvelope(coordinator, anEnvelope(court, coordinator));
    const tampered: [string, string][] = [
      ...[2, 3, 4].flatMap((part): [string, string][] => Array.from({ length: 4 }, () => ['seal.does-not-open', bent(line, part)])),
      ['seal.does-not-open', bent(line, 3, () => 0)],
      ['seal.does-not-open', bent(line, 3, (length) => length - 1)],
      ['seal.does-not-open', withKid(line, ([sender, receiver, day]) => [sender ?? '', receiver ?? '', String(Number(day) + 1)])],
      ['seal.does-not-open', withKid(line, ([, receiver, day]) => [audit.agree.kid, receiver ?? '', day ?? ''])],
      ['seal.does-not-open', withKid(line, (kid) => kid, { typ: 'JWE' })],
      ['seal.key-unknown', withKid(line, ([, receiver, day]) => ['A'.repeat(22), receiver ?? '', day ?? ''])],
      ['seal.not-for-us', withKid(line, ([sender, , day]) => [sender ?? '', audit.agree.kid, day ?? ''])],
      ['seal.malformed', withKid(line, (kid) => kid, { alg: 'A256KW' })],
      ['seal.malformed', withKid(line, (kid) => kid, { crit: ['x'] })],
      ['seal.malformed', line.slice(0, -1)],
      ['seal.malformed', `${line}=`],
      ['seal.malformed', line.replace('..', '.AA.')],
      ['seal.malformed', 'no message'],
      ['seal.not-for-us', seal(coordinator, audit)],
      ['seal.signature-wrong', seal(coordinator, court, resigned(bent(jws, 2)))],
      ['seal.signature-wrong', seal(coordinator, court, resigned(bent(jws, 1)))],
      ['seal.malformed', seal(coordinator, court, resigned(jws.slice(0, jws.lastIndexOf('.'))))],
      ['seal.malformed', seal(coordinator, court, resigned([b64({ alg: 'none', kid: coordinator.sign.kid }), ...jws.split('.').slice(1)].join('.')))],
      ['seal.key-unknown', seal(coordinator, court, signEnvelope(generateOwnKeys('coordinator'), anEnvelope(coordinator, court)))],
      ['seal.source-differs', seal(coordinator, court, foreign)],
      ['seal.source-differs', seal(coordinator, court, turnedRound)],
      ['seal.not-for-us', seal(coordinator, court, signEnvelope(coordinator, anEnvelope(coordinator, audit)))],
      ['seal.from-the-future', seal(coordinator, court, signEnvelope(coordinator, anEnvelope(coordinator, court, { time: new Date(NOW + 11 * 60_000).toISOString() })))],
      ['seal.envelope-malformed', seal(coordinator, court, signEnvelope(coordinator, { ...anEnvelope(coordinator, court), extra: 1 } as never))],
    ];
    const { judged, status } = judgeByPython(as(court), tampered.map(([, each]) => each));
    expect(judged).toEqual(tampered.map(([code]) => ({ refused: code })));
    expect(tampered.map(([, each]) => byTheHub(court, each))).toEqual(judged);
    expect(status).toBe(1);
  }, 60_000);
});

describe('messages under one signature, judged by the second implementation', () => {
  const together = (count: number): string[] => signTogether(court, Array.from({ length: count }, () => anEnvelope(court, coordinator)), NOW).map(({ jws }) => jws);
  const sealedText = (jws: string): string => seal(court, coordinator, { jws, payloadHash: '' });

  it('open alike in both, from a tree of any size', () => {
    const lines = [1, 2, 3, 6, 9].flatMap((count) => together(count)).map(sealedText);
    const { judged, status } = judgeByPython(as(coordinator), lines);
    expect(judged).toEqual(lines.map((line) => byTheHub(coordinator, line)));
    expect([judged.every((each) => 'opened' in each), status]).toEqual([true, 0]);
  }, 60_000);

  it('are refused alike where any part of them was tampered with', () => {
    const [first = '', second = ''] = together(7);
    const others = second.split('~');
    const parts = first.split('~');
    const exchanged = parts.map((_, at) => parts.map((part, place) => (place === at ? (others[at] ?? '') : part)).join('~')).filter((text) => text !== first);
    const shortened = parts.map((part, at) => parts.map((each, place) => (place === at ? part.slice(0, -1) : each)).join('~'));
    const turned = Array.from({ length: 40 }, () => {
      const at = randomInt(first.length);
      return `${first.slice(0, at)}${first[at] === 'A' ? 'B' : 'A'}${first.slice(at + 1)}`;
    });
    const lines = [...exchanged, ...shortened, ...turned, `${first}~`, parts.slice(0, 4).join('~'), first.replace('~0~', '~7~')].map(sealedText);
    const { judged } = judgeByPython(as(coordinator), lines);
    expect(judged).toEqual(lines.map((line) => byTheHub(coordinator, line)));
    expect(judged.filter((each) => 'refused' in each).length).toBeGreaterThan(45);
  }, 120_000);

  it('are verified one by one from the ledger, by public keys alone', () => {
    const { judged } = judgeByPython({ others: [publicKeysOf(court)], now: new Date(NOW).toISOString() }, together(3).slice(1, 2));
    expect(judged).toMatchObject([{ opened: { source: 'court', audience: 'coordinator' } }]);
  });
});

describe('the vectors, judged by the second implementation', () => {
  const { parties } = readVector<KeysVector>('keys') as unknown as { parties: (KeysVector['parties'][number] & { published: object })[] };
  /** The keys of a party of the vectors. @param others whose keys it knows. */
  const keysOf = (partyId: string, now: string, others: readonly string[]): VerifierKeys => {
    const own = parties.find((each) => each.partyId === partyId);
    return { own: { partyId, agree: own ? [own.agree] : [] }, others: parties.filter((each) => others.includes(each.partyId)).map(({ published }) => published), now };
  };

  it.each([['request', 'court', 'coordinator'], ['verdict', 'coordinator', 'court']] as const)('hold a %s that opens to its payload', (name, receiver, sender) => {
    const { sealing, signing } = readVector<SealingVector>(name);
    const { judged } = judgeByPython(keysOf(receiver, '2026-03-03T02:00:00.000Z', [sender]), [sealing.jwe]);
    expect(judged).toMatchObject([{ opened: { source: sender, jws: signing.jws, payloadHash: signing.payloadSha256 } }]);
  });

  it('hold a bundle whose lines open one by one', () => {
    const { payload, opened } = readVector<BundleVector>('bundle');
    const { judged } = judgeByPython(keysOf('court', '2026-03-03T01:00:00.000Z', ['coordinator']), payload.split('\n'));
    expect(judged.map((each) => ('opened' in each ? each.opened.payloadHash : each.refused))).toEqual(opened.map(({ payloadSha256 }) => payloadSha256));
  });

  it('hold verdicts under one signature that open one by one, also as a ledger keeps them', () => {
    const { verdicts, openedAt } = readVector<SharedRootVector>('shared-root');
    const keys = keysOf('coordinator', openedAt, ['court', 'audit']);
    for (const form of ['jwe', 'signed'] as const) {
      const { judged } = judgeByPython(keys, verdicts.map((each) => each[form]));
      expect(judged).toMatchObject(verdicts.map(({ signed, payloadSha256 }) => ({ opened: { source: 'court', jws: signed, payloadHash: payloadSha256 } })));
    }
  });

  it('hold what is no verdict under a signed root, refused as they say', () => {
    const { refused, openedAt } = readVector<SharedRootVector>('shared-root');
    const { judged } = judgeByPython(keysOf('coordinator', openedAt, ['court', 'audit']), refused.map(({ line }) => line));
    expect(judged).toEqual(refused.map(({ code }) => ({ refused: code })));
  }, 60_000);

  it('are refused as they say', () => {
    for (const { line, openedAt, code, what } of readVector<RefusedVectors>('refused').refused) {
      expect([what, judgeByPython(keysOf('court', openedAt, ['coordinator']), [line]).judged]).toEqual([what, [{ refused: code }]]);
    }
  }, 60_000);
});
