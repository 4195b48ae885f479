import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { MESSAGES, type Envelope } from '@lianshen/contracts/messages';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, signTogether, type OwnKeys, type SignedMessage } from '../sealing/index.js';
import { admitSealed, type Inbound } from './admit-sealed.js';

const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 15);
const SEED = process.env['FUZZ_SEED'];
const NOW = Date.UTC(2026, 10, 25, 2);
const DAY_MS = 86_400_000;

const parties = { coordinator: generateOwnKeys(COORDINATOR), court: generateOwnKeys('court'), audit: generateOwnKeys('audit'), stranger: generateOwnKeys('court') };
type Party = keyof typeof parties;
/** Nobody has registered the stranger's keys, though it calls itself a court. */
const directory = new KeyDirectory();
for (const keys of [parties.coordinator, parties.court, parties.audit]) directory.register(publicKeysOf(keys));

const sealerOf = (own: OwnKeys) => new Sealer(own, directory);
const sealers = Object.fromEntries(Object.entries(parties).map(([name, keys]) => [name, sealerOf(keys)])) as Record<Party, Sealer>;
const admit = admitSealed(sealers.coordinator, 'coordinator', { now: () => NOW });

const CASE = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';
const verdict = {
  requestId: `${CASE}.court.1`, version: 1, requestHash: 'r'.repeat(43), supplementHashes: [], code: 'CLEAR', category: '无', findings: [],
  clerk: { id: 'c', name: '经办（虚构）' }, approvers: [{ id: 'a', name: '签发（虚构）' }], mode: 'human', decidedAt: new Date(NOW).toISOString(),
};

/** What stands in a verdict, bent. */
const bent = fc.oneof(
  { weight: 2, arbitrary: fc.constant(verdict) },
  fc.tuple(fc.constantFrom(...Object.keys(verdict)), fc.oneof(fc.anything({ maxDepth: 2 }), fc.string({ maxLength: 200 }))).map(([field, value]) => ({ ...verdict, [field]: value })),
  fc.constantFrom(...Object.keys(verdict)).map((field) => Object.fromEntries(Object.entries(verdict).filter(([name]) => name !== field))),
  fc.anything({ maxDepth: 3, withNullPrototype: true }),
  fc.constantFrom(JSON.parse('{"__proto__":{"polluted":true}}'), { constructor: { prototype: { polluted: true } } }),
);

interface Forged {
  readonly signer: Party;
  readonly sealer: Party;
  /** Under a root with others, or by a signature of its own. */
  readonly together: boolean;
  readonly envelope: Record<string, unknown>;
}

const forged: fc.Arbitrary<Forged> = fc.record({
  signer: fc.constantFrom<Party>('court', 'audit', 'stranger', 'coordinator'),
  sealer: fc.constantFrom<Party>('court', 'audit', 'stranger'),
  together: fc.boolean(),
  envelope: fc.record({
    specversion: fc.constant('1.0'),
    id: fc.oneof(fc.constant('verdict.1'), fc.string({ maxLength: 300 })),
    type: fc.oneof({ weight: 4, arbitrary: fc.constant(MESSAGES.verdict.type) }, fc.constantFrom(MESSAGES.request.type, MESSAGES.recall.type, 'lianshen.verdict.v2', '')),
    source: fc.constantFrom('court', 'audit', COORDINATOR, 'tax'),
    audience: fc.oneof({ weight: 4, arbitrary: fc.constant(COORDINATOR) }, fc.constantFrom('court', 'audit', '*')),
    time: fc.oneof({ weight: 4, arbitrary: fc.constant(new Date(NOW).toISOString()) }, fc.constantFrom(new Date(NOW + DAY_MS).toISOString(), 'yesterday', '')),
    data: bent,
  }),
});

/** A text is cut, turned, doubled, or its parts are exchanged with another's. */
const wound = fc.record({ kind: fc.constantFrom('none', 'none', 'turn', 'cut', 'append', 'exchange', 'header'), at: fc.nat(), with: fc.string({ maxLength: 30 }) });

function wounded(line: string, other: string, { kind, at, with: text }: { kind: string; at: number; with: string }): string {
  const parts = line.split('.');
  const index = at % Math.max(1, line.length);
  switch (kind) {
    case 'turn':
      return `${line.slice(0, index)}${line[index] === 'A' ? 'B' : 'A'}${line.slice(index + 1)}`;
    case 'cut':
      return line.slice(0, index);
    case 'append':
      return `${line}${text}`;
    case 'exchange': {
      const segment = at % 5;
      return parts.map((part, place) => (place === segment ? (other.split('.')[segment] ?? '') : part)).join('.');
    }
    case 'header':
      return [Buffer.from(text).toString('base64url'), ...parts.slice(1)].join('.');
    default:
      return line;
  }
}

function sign({ signer, envelope: given, together }: Forged): SignedMessage | undefined {
  const envelope = given as unknown as Envelope;
  try {
    return together ? signTogether(parties[signer], [envelope, { ...envelope, id: 'other' }], NOW)[0] : signEnvelope(parties[signer], envelope);
  } catch {
    // What has no canonical form cannot be signed by anybody.
    return undefined;
  }
}

describe('whatever comes in a line', () => {
  it('is refused, or was signed and sealed by the registered party that it names, for us, and has the shape of its type', () => {
    const honest = sealers.court.seal(signEnvelope(parties.court, { specversion: '1.0', id: 'v', type: MESSAGES.verdict.type, source: 'court', audience: COORDINATOR, time: new Date(NOW).toISOString(), data: verdict }), COORDINATOR, NOW);
    const template = honest.ok ? honest.value : '';
    expect(admit(template, NOW).ok).toBe(true);
    const seen = { admitted: 0, refused: 0 };
    const property = fc.property(forged, wound, (message, hurt) => {
      const { signer, sealer, envelope } = message;
      const signed = sign(message);
      const sealed = signed && sealers[sealer].seal(signed, COORDINATOR, NOW);
      const line = wounded(sealed?.ok ? sealed.value : template, template, hurt);
      const admitted = admit(line, NOW);
      seen[admitted.ok ? 'admitted' : 'refused'] += 1;
      if (!admitted.ok) return expect(admitted.refusal.code).toMatch(/^(?:seal|message|key)\.[a-z-]+$/);
      const inbound = admitted.value.data as Inbound<'verdict'>;
      if (line === template) return expect(inbound.source).toBe('court');
      expect([signer, sealer, envelope['source'], envelope['audience']]).toEqual([inbound.source, inbound.source, inbound.source, COORDINATOR]);
      expect(inbound.jws).toBe(signed?.jws);
      expect(MESSAGES.verdict.schema.safeParse(inbound.data).success).toBe(true);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
    fc.assert(property, { numRuns: 10_000_000, interruptAfterTimeLimit: SECONDS * 1_000, ...(SEED === undefined ? {} : { seed: Number(SEED) }) });
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  }, (SECONDS + 60) * 1_000);
});
