import { COORDINATOR, toIso, type RequestId } from '@lianshen/contracts/kernel';
import { MESSAGES, type Envelope, type Supplement } from '@lianshen/contracts/messages';
import type { SentSupplement, VettingRequest } from './vetting-request.js';

type Sent = Omit<SentSupplement, 'question' | 'supplementHash'>;

/** A supplement as it is signed: a function of what the ledger holds, so that it has the same bytes each time that it is sent. */
export function supplementEnvelope({ requestId, agency }: Pick<VettingRequest, 'requestId' | 'agency'>, sent: Sent & { readonly text: string }): Envelope {
  return {
    specversion: '1.0',
    id: `supplement.${requestId}.${sent.number}`,
    type: MESSAGES.supplement.type,
    source: COORDINATOR,
    audience: agency,
    time: toIso(sent.sentAt),
    data: dataOf(requestId, sent),
  };
}

const dataOf = (requestId: RequestId, { number, text, nonce, dueAt, deadlineVersion }: Sent & { readonly text: string }): Supplement => ({
  requestId,
  number,
  text,
  nonce,
  dueAt,
  deadlineVersion,
});
