import { COORDINATOR, toIso, type Instant, type Sha256 } from '@lianshen/contracts/kernel';
import { MESSAGES, type Envelope, type Request, type Verdict } from '@lianshen/contracts/messages';
import type { ItemEvent } from './item-event.js';

/** What is answered and by whom; the rest of the verdict follows from the request. */
export type Answer = Pick<Verdict, 'code' | 'category' | 'findings' | 'clerk' | 'approvers' | 'mode' | 'standingOrder'>;

/** Signs deterministically (Ed25519), so that deciding again gives the same bytes. */
export type SignEnvelope = (envelope: Envelope) => { readonly jws: string; readonly payloadHash: Sha256 };

export interface SignVerdict {
  readonly request: Request;
  readonly requestHash: Sha256;
  /** Of the supplements that were considered, in the order of their numbers. */
  readonly supplementHashes?: readonly Sha256[];
  readonly version: number;
  readonly answer: Answer;
  readonly sign: SignEnvelope;
  /** The ticket that let an automatic answer go out, where there was a draw. */
  readonly draw?: { readonly oneIn: number; readonly ticket: number };
}

/** The signed verdict as an event: what is in the ledger is what goes out, byte for byte. */
export function signVerdict({ request, requestHash, supplementHashes = [], version, answer, sign, draw }: SignVerdict, now: Instant): ItemEvent {
  const { requestId, agency } = request;
  const verdict: Verdict = { requestId, version, requestHash, supplementHashes: [...supplementHashes], ...answer, decidedAt: toIso(now) };
  const { jws, payloadHash } = sign({
    specversion: '1.0',
    id: `verdict.${requestId}.${version}`,
    type: MESSAGES.verdict.type,
    source: agency,
    audience: COORDINATOR,
    time: verdict.decidedAt,
    data: verdict,
  });
  const { code, mode, standingOrder } = answer;
  return {
    type: 'VerdictSigned',
    data: { requestId, version, code, mode, ...(standingOrder === undefined ? {} : { standingOrder }), ...(draw === undefined ? {} : { draw: { ...draw } }), verdictHash: payloadHash },
    private: { jws },
  };
}
