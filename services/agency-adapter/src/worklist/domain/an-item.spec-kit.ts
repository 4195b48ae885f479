import type { Approver, Envelope, Request, Supplement } from '@lianshen/contracts/messages';
import type { Result } from '@lianshen/contracts/kernel';
import { approveAnswer } from './approve-answer.js';
import { askForMore, type Speaker } from './ask-coordinator.js';
import { assignItem, claimItem } from './claim-item.js';
import { recallItem, recordFiled, recordRejected } from './close-item.js';
import { evolveItem } from './evolve-item.js';
import { receiveSupplement } from './hear-coordinator.js';
import type { ItemEvent, ProposedAnswer } from './item-event.js';
import { NO_ITEM, type ItemState } from './item-state.js';
import { receiveRequest } from './receive-request.js';
import { readmitToItem, recuseFromItem } from './recuse-from-item.js';
import type { MachineAnswer } from './answer-by-machine.js';
import type { Answer, SignEnvelope } from './sign-verdict.js';
import { returnAnswer, submitAnswer } from './submit-answer.js';

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

/** The same with a ticket: 0 is drawn. */
export const drawing = (ticket: number): MachineAnswer => ({ answer: ANSWER, draw: { oneIn: 5, ticket } });

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

export const CLERK = { id: 'clerk-1', name: '试例经办' };
export const OTHER_CLERK = { id: 'clerk-2', name: '试例另一经办' };
export const APPROVER = { id: 'approver-1', name: '试例签发' };
export const SECOND_APPROVER = { id: 'approver-2', name: '试例复签' };
export const HEAD = { id: 'head-1', name: '试例负责人' };

export const CLEAR: ProposedAnswer = { category: '无', code: 'CLEAR', findings: [] };
export const FLAG: ProposedAnswer = {
  category: '列入失信', code: 'OBJECT',
  findings: [{ facts: '试例事由', basis: '《信访工作条例》第三十条', evidenceLevel: 'verified', heard: 'heard' }],
};

type Step = (state: ItemState) => Result<ItemEvent[]>;

/** Steps of an item's life, to be put one after the other. */
export const received = (changed: Partial<Request> = {}): Step => (state) =>
  receiveRequest(state, { request: { ...REQUEST, ...changed }, requestHash: REQUEST_HASH, jws: 'signed', machine: undefined, sign }, NOW);
export const claimed = (clerk = CLERK, absent: readonly string[] = []): Step => (state) => claimItem(state, REQUEST_ID, clerk, new Set(absent));
export const assigned = (to = OTHER_CLERK): Step => (state) => assignItem(state, REQUEST_ID, to, HEAD.id);
export const recused = (person = CLERK): Step => (state) => recuseFromItem(state, person.id, { requestId: REQUEST_ID, agency: 'court', sign }, NOW);
export const readmitted = (person = CLERK): Step => (state) => readmitToItem(state, REQUEST_ID, person.id);
export const submitted = (answer = CLEAR, clerk = CLERK, drafter = clerk): Step => (state) => submitAnswer(state, { requestId: REQUEST_ID, clerk, drafter: drafter.id, answer });
export const approved = (approver: Approver = APPROVER, submission = 1): Step => (state) => approveAnswer(state, { request: REQUEST, submission, approver, sign }, NOW);
export const returned = (approver = APPROVER, submission = 1): Step => (state) => returnAnswer(state, REQUEST_ID, submission, approver, '请核实');
export const filed: Step = (state) => recordFiled(state, { requestId: REQUEST_ID, version: state.verdict?.version ?? 0, verdictHash: state.verdict?.verdictHash ?? '' });
export const rejected: Step = (state) => recordRejected(state, { requestId: REQUEST_ID, version: state.verdict?.version ?? 0, verdictHash: state.verdict?.verdictHash ?? '', code: 'verdict.category-differs' });
export const recalled: Step = (state) => recallItem(state, REQUEST_ID);
export const speaker = (person = CLERK): Speaker => ({ requestId: REQUEST_ID, agency: 'court', person, sign });
export const askedForMore = (question = '请提供任职起止时间'): Step => (state) => askForMore(state, speaker(), question, NOW);
export const supplemented = (number = 1, changed: Partial<Supplement> = {}): Step => (state) =>
  receiveSupplement(state, { requestId: REQUEST_ID, number, text: '2019年3月至今', nonce: 'B'.repeat(22), ...changed }, hashOf(`supplement ${number}`));

export const typesOf = (result: Result<readonly ItemEvent[]>): readonly string[] => (result.ok ? result.value.map(({ type }) => type) : [`refused: ${result.refusal.code}`]);
