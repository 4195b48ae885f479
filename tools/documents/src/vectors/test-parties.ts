import { importPrivate, KeyDirectory, publicKeysOf, Sealer, type OwnKeys } from '@lianshen/platform/sealing';

/** DER around a raw private key of 32 bytes (RFC 8410). */
const PKCS8 = { sign: '302e020100300506032b657004220420', agree: '302e020100300506032b656e04220420' } as const;

/** Private keys of one byte repeated: nobody can take them for real ones. */
export const TEST_SEEDS = {
  coordinator: { sign: '11'.repeat(32), agree: '22'.repeat(32) },
  court: { sign: '33'.repeat(32), agree: '44'.repeat(32) },
  audit: { sign: '55'.repeat(32), agree: '66'.repeat(32) },
} as const;
export type TestPartyId = keyof typeof TEST_SEEDS;

export function testKeys(partyId: TestPartyId): OwnKeys {
  const der = (use: 'sign' | 'agree') => Buffer.from(PKCS8[use] + TEST_SEEDS[partyId][use], 'hex').toString('base64url');
  return importPrivate(Buffer.from(JSON.stringify({ partyId, sign: der('sign'), agree: der('agree') })));
}

/** 2026-03-03T01:00:00.000Z, the time of every vector. */
export const VECTOR_NOW = Date.UTC(2026, 2, 3, 1);
export const VECTOR_DAY = Math.floor(VECTOR_NOW / 86_400_000);

/** A party that knows the others, with initialisation vectors as they are handed in. */
export function testSealer(partyId: TestPartyId, ivHex = '00'.repeat(12), known: readonly TestPartyId[] = ['coordinator', 'court', 'audit']): Sealer {
  const directory = new KeyDirectory();
  for (const each of known) directory.register(publicKeysOf(testKeys(each)));
  return new Sealer(testKeys(partyId), directory, () => Buffer.from(ivHex, 'hex'));
}
