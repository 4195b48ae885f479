import type { Envelope, Request } from '@lianshen/contracts/messages';
import type { Result } from '@lianshen/contracts/kernel';
import type { ItemEvent } from './item-event.js';
import { evolveItem, NO_ITEM, type ItemState } from './item-state.js';
import type { Answer, SignEnvelope } from './sign-verdict.js';

export const CASE_ID = '4bf3e11b-67ee-8ad2-bedb-4760216e92d1';
export const REQUEST_ID = `${CASE_ID}.court.1`;
export const NOW = Date.parse('2026-11-23T02:00:00.000Z');

export const REQUEST: Request = {
  requestId: REQUEST_ID,
  caseId: CASE_ID,
  agency: 'court',
  round: 1,
  policy: { name: 'standard-five', version: 1 },
  scope: '涉诉涉执',
  categories: { 无: 'CLEAR', 列入失信: 'OBJECT' },
  person: { name: '试例甲', identityNumber: '990101198001010014' },
  nonce: 'A'.repeat(22),
  issuedAt: '2026-11-23T02:00:00.000Z',
  dueAt: '2026-11-30T09:30:00.000Z',
  deadlineVersion: 1,
  destroyAfter: '2029-11-23T02:00:00.000Z',
};

export const ANSWER: Answer = {
  code: 'CLEAR',
  category: '无',
  findings: [],
  clerk: { id: 'clerk', name: '试例经办' },
  approvers: [{ id: 'approver', name: '试例签发' }],
  mode: 'automatic',
  standingOrder: 'order-1',
};

/** A hash of the right shape that tells one text from another; the real one is SHA-256. */
export const hashOf = (text: string): string => Buffer.from(`${text.length}|${text}`).toString('base64url').slice(-43).padStart(43, 'A');

export const sign: SignEnvelope = (envelope: Envelope) => {
  const jws = JSON.stringify(envelope);
  return { jws, payloadHash: hashOf(jws) };
};

export const REQUEST_HASH = hashOf('the request');

/** An item after some decisions; a refusal among them is the test's mistake. */
export function anItem(...decisions: readonly ((state: ItemState) => Result<ItemEvent[]>)[]): ItemState {
  return decisions.reduce<ItemState>((state, decide) => {
    const result = decide(state);
    if (!result.ok) throw new Error(result.refusal.code);
    return result.value.reduce((folded, event) => evolveItem(folded, event, NOW), state);
  }, NO_ITEM);
}
