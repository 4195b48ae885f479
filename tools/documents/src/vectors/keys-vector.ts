import { createHash } from 'node:crypto';
import { publicKeysOf } from '@lianshen/platform/sealing';
import { TEST_SEEDS, testKeys, type TestPartyId } from './test-parties.js';

function partyVector(partyId: TestPartyId): object {
  const published = publicKeysOf(testKeys(partyId));
  const worked = (use: 'sign' | 'agree') => {
    const { crv, x, kid } = published[use];
    const thumbprintInput = JSON.stringify({ crv, kty: 'OKP', x });
    return { privateKeyHex: TEST_SEEDS[partyId][use], publicKey: x, thumbprintInput, thumbprintHex: createHash('sha256').update(thumbprintInput).digest('hex'), kid };
  };
  return { partyId, sign: worked('sign'), agree: worked('agree'), published };
}

/** The parties of all vectors: private keys, what is published of them, and how a kid comes about. */
export const keysVector = (): object => ({
  about: 'Test keys; never register them. A kid is the first 16 bytes of SHA-256 over thumbprintInput (RFC 7638), in base64url. `published` is what GET /keys gives and what an administrator registers.',
  parties: (Object.keys(TEST_SEEDS) as TestPartyId[]).map(partyVector),
});
