import { toIso } from '@lianshen/contracts/kernel';
import type { Envelope, WireRefusal } from '@lianshen/contracts/messages';
import { signEnvelope } from '@lianshen/platform/sealing';
import { sealed } from './sealed.js';
import { sealedRequest } from './sealing-vectors.js';
import { vectorRequestEnvelope } from './test-messages.js';
import { testKeys, testSealer, VECTOR_NOW, type TestPartyId } from './test-parties.js';

const IV = 'd0d1d2d3d4d5d6d7d8d9dadb';
const DAY_MS = 86_400_000;

interface RefusedVector {
  readonly what: string;
  readonly code: WireRefusal;
  /** When the agency looks at it. */
  readonly openedAt: string;
  readonly line: string;
}

/** Signed by one party, sealed by another, for a third. */
function mixed(envelope: Envelope, by: { signer: TestPartyId; sealer: TestPartyId; receiver: TestPartyId }): string {
  const result = testSealer(by.sealer, IV).seal(signEnvelope(testKeys(by.signer), envelope), by.receiver, VECTOR_NOW);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const changed = (line: string, part: number, change: (text: string) => string): string =>
  line.split('.').map((text, index) => (index === part ? change(text) : text)).join('.');

const turned = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

const withHeader = (line: string, header: object): string => changed(line, 0, () => Buffer.from(JSON.stringify(header)).toString('base64url'));

function headerOf(line: string): Record<string, string> {
  return JSON.parse(Buffer.from(line.split('.')[0] ?? '', 'base64url').toString('utf8')) as Record<string, string>;
}

/** Lines that the agency "court", which knows the coordinator's keys alone, does not accept, each with its code. */
export function refusedVectors(): { about: string; refused: RefusedVector[] } {
  const good = sealedRequest().jwe;
  const header = headerOf(good);
  const own = vectorRequestEnvelope;
  const fromCoordinator = { signer: 'coordinator', sealer: 'coordinator', receiver: 'court' } as const;
  const refused = (what: string, code: WireRefusal, line: string, openedAt = VECTOR_NOW): RefusedVector => ({ what, code, openedAt: toIso(openedAt), line });
  return {
    about: 'Lines that the agency "court" must not accept; it knows the keys of the coordinator and no others. `openedAt` is the time by its clock.',
    refused: [
      refused('a letter of the ciphertext changed', 'seal.does-not-open', changed(good, 3, turned)),
      refused('a letter of the tag changed', 'seal.does-not-open', changed(good, 4, turned)),
      refused('another day in the kid', 'seal.does-not-open', withHeader(good, { ...header, kid: (header['kid'] ?? '').replace(/\d+$/, (day) => String(Number(day) - 1)) })),
      refused('a critical header', 'seal.malformed', withHeader(good, { ...header, crit: ['exp'] })),
      refused('another algorithm', 'seal.malformed', withHeader(good, { ...header, enc: 'A128GCM' })),
      refused('in clear', 'seal.malformed', JSON.stringify(own)),
      refused('an empty line', 'seal.malformed', ''),
      refused('sealed for another agency', 'seal.not-for-us', sealed({ ...own, audience: 'audit' }, IV).jwe),
      refused('the audience is another agency', 'seal.not-for-us', mixed({ ...own, audience: 'audit' }, fromCoordinator)),
      refused('sealed by a party that is not registered', 'seal.key-unknown', mixed({ ...own, source: 'audit' }, { signer: 'audit', sealer: 'audit', receiver: 'court' })),
      refused('sealed by the coordinator, signed by another', 'seal.key-unknown', mixed(own, { signer: 'audit', sealer: 'coordinator', receiver: 'court' })),
      refused('the source is another than the signer', 'seal.source-differs', mixed({ ...own, source: 'audit' }, fromCoordinator)),
      refused('eleven minutes ahead', 'seal.from-the-future', mixed({ ...own, time: toIso(VECTOR_NOW + 11 * 60_000) }, fromCoordinator)),
      refused('opened 47 days later', 'seal.day-out-of-bounds', good, VECTOR_NOW + 47 * DAY_MS),
      refused('opened two days early', 'seal.day-out-of-bounds', good, VECTOR_NOW - 2 * DAY_MS),
      refused('no envelope', 'seal.envelope-malformed', mixed({ hello: 'world' } as never, fromCoordinator)),
    ],
  };
}
