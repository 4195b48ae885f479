import { COORDINATOR, ok, refuse, toIso, type AgencyId, type Instant, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { MESSAGES, type Envelope, type MessageData, type Signer } from '@lianshen/contracts/messages';
import { claimedBy } from './claim-item.js';
import type { ItemEvent, NonAnswerKind } from './item-event.js';
import { nextNumber, type ItemState } from './item-state.js';
import type { SignEnvelope } from './sign-verdict.js';

/** Who speaks for the agency about which request. */
export interface Speaker {
  readonly requestId: RequestId;
  readonly agency: AgencyId;
  readonly person: Signer;
  readonly sign: SignEnvelope;
}

/** The schema of a message lets it be asked so often. */
const ASKED_MAX = 99;

/** Asks the coordinator for what is missing; the item waits until it comes. The same question that waits already: nothing to do. */
export function askForMore(state: ItemState, speaker: Speaker, question: string, now: Instant): Result<ItemEvent[]> {
  const last = state.questions.at(-1);
  if (state.status === 'waiting') return last?.text === question ? ok([]) : refuse('item.waiting');
  const may = mayAsk(state, speaker);
  if (!may.ok) return may;
  if (state.submission) return refuse('item.submitted');
  const number = nextNumber(state.questions, state.supplements);
  if (number > ASKED_MAX) return refuse('item.asked-too-often');
  return ok([signed('need-more', speaker, { requestId: speaker.requestId, number, clerk: speaker.person, question }, question, now)]);
}

/** Asks for more time. One at a time; the clock runs on meanwhile. The same one again: nothing to do. */
export function askForTime(state: ItemState, speaker: Speaker, until: Instant, reason: string, now: Instant): Result<ItemEvent[]> {
  const open = state.extensions.find(({ grantedUntil }) => grantedUntil === undefined);
  if (open) return open.until === until ? ok([]) : refuse('extension.pending');
  const may = mayAsk(state, speaker);
  if (!may.ok) return may;
  if (until <= Math.max(now, state.dueAt ?? 0)) return refuse('extension.not-later');
  const number = nextNumber(state.extensions);
  if (number > ASKED_MAX) return refuse('item.asked-too-often');
  const message = { requestId: speaker.requestId, number, clerk: speaker.person, until: toIso(until), reason };
  return ok([signed('extension-asked', speaker, message, reason, now, until)]);
}

/** Says that the agency does not answer: not within its duties, or recused as a whole. Said already: nothing to do. */
export function declineRequest(state: ItemState, kind: 'out-of-scope' | 'recused', speaker: Speaker, reason: string, now: Instant): Result<ItemEvent[]> {
  if (state.status === 'declined') return state.declined?.kind === kind ? ok([]) : refuse('item.declined');
  if (state.status === 'none') return refuse('item.unknown');
  if (state.status === 'recalled') return refuse('item.recalled');
  if (state.status !== 'open' && state.status !== 'waiting') return refuse('item.answered');
  return ok([signed(kind, speaker, { requestId: speaker.requestId, number: 1, clerk: speaker.person, reason }, reason, now)]);
}

/** Says that a verdict was given with somebody who should have been recused: the coordinator asks anew. */
export const reportReReview = (speaker: Omit<Speaker, 'person'>, version: number, now: Instant): ItemEvent =>
  signed('re-review', speaker, { requestId: speaker.requestId, number: version, reason: RE_REVIEW_REASON }, RE_REVIEW_REASON, now);

/** Neither who nor how: that stays with the agency. */
const RE_REVIEW_REASON = '参与办理的人员应当回避，请重新征求意见';

/** Before an answer is given, and by who has claimed the item. */
function mayAsk(state: ItemState, { person }: Speaker): Result<void> {
  const claimed = claimedBy(state, person.id);
  if (!claimed.ok) return claimed;
  return state.status === 'open' || state.status === 'waiting' ? ok(undefined) : refuse('item.answered');
}

/** The signed message as an event: what is in the ledger is what goes out, byte for byte, each time that it is sent. */
function signed<K extends NonAnswerKind>(kind: K, { requestId, agency, sign }: Omit<Speaker, 'person'>, data: MessageData<K>, text: string, now: Instant, until?: Instant): ItemEvent {
  const { number } = data;
  const { jws, payloadHash } = sign(nonAnswerEnvelope(kind, agency, requestId, number, now, data));
  return { type: 'NonAnswerSigned', data: { requestId, kind, number, ...(until === undefined ? {} : { until }), messageHash: payloadHash }, private: { text, jws } };
}

/** The envelope around a message that is no answer. @param data may be left out where only the attributes are needed. */
export const nonAnswerEnvelope = (kind: NonAnswerKind, agency: AgencyId, requestId: RequestId, number: number, at: Instant, data: object = {}): Envelope => ({
  specversion: '1.0',
  id: `${kind}.${requestId}.${number}`,
  type: MESSAGES[kind].type,
  source: agency,
  audience: COORDINATOR,
  time: toIso(at),
  data,
});
