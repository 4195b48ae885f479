import { describe, expect, it } from '@jest/globals';
import { ok, refuse } from '@lianshen/contracts/kernel';
import { ItemEvent } from './item-event.js';
import { anItem, ANSWER, hashOf, NOW, REQUEST, REQUEST_HASH, REQUEST_ID, sign } from './an-item.spec-kit.js';
import { answerItem } from './answer-by-machine.js';
import { recallItem, recordFiled, recordRejected } from './close-item.js';
import type { ItemState } from './item-state.js';
import { NO_ITEM } from './item-state.js';
import { receiveRequest } from './receive-request.js';

const receive = (answer = undefined as typeof ANSWER | undefined, requestHash = REQUEST_HASH) => (state: ItemState) =>
  receiveRequest(state, { request: REQUEST, requestHash, jws: 'signed', machine: answer && { answer }, sign }, NOW);
const recall = (state: ItemState) => recallItem(state, REQUEST_ID);
const answer = (state: ItemState) => answerItem(state, { request: REQUEST, machine: { answer: ANSWER }, sign }, NOW);
const verdictRef = (state: ItemState) => ({ requestId: REQUEST_ID, version: 1, verdictHash: state.verdict?.verdictHash ?? '' });
const file = (state: ItemState) => recordFiled(state, verdictRef(state));
const typesOf = (result: ReturnType<typeof receiveRequest>) => (result.ok ? result.value.map(({ type }) => type) : [result.refusal.code]);

describe('a work item', () => {
  it('opens with a request, and is left to people where nothing answers by itself', () => {
    expect(typesOf(receive()(NO_ITEM))).toEqual(['RequestReceived']);
    expect(anItem(receive())).toMatchObject({ status: 'open', requestHash: REQUEST_HASH, requestJws: 'signed', dueAt: Date.parse(REQUEST.dueAt) });
  });

  it('is answered in the same commit where a standing order covers the answer', () => {
    expect(typesOf(receive(ANSWER)(NO_ITEM))).toEqual(['RequestReceived', 'VerdictSigned']);
    const item = anItem(receive(ANSWER));
    expect(item.status).toBe('answered');
    expect(JSON.parse(item.verdict?.jws ?? '')).toMatchObject({
      source: 'court',
      audience: 'coordinator',
      type: 'lianshen.verdict.v1',
      data: { requestId: REQUEST_ID, version: 1, requestHash: REQUEST_HASH, code: 'CLEAR', mode: 'automatic', standingOrder: 'order-1' },
    });
  });

  it('writes events that can be read back', () => {
    const result = receive(ANSWER)(NO_ITEM);
    expect(result.ok && result.value.map((event) => ItemEvent.parse(JSON.parse(JSON.stringify(event))))).toEqual(result.ok && result.value);
  });

  it('stays as it is when the same request comes again', () => {
    expect(receive()(anItem(receive()))).toEqual(ok([]));
    expect(receive(ANSWER)(anItem(receive(ANSWER)))).toEqual(ok([]));
  });

  it('refuses another content under the same id', () => {
    expect(receive(undefined, hashOf('another'))(anItem(receive()))).toEqual(refuse('request.differs'));
  });

  it('closes without a reason when it is recalled', () => {
    expect(anItem(receive(), recall).status).toBe('recalled');
    expect(recall(anItem(receive(), recall))).toEqual(ok([]));
  });

  it('opens nothing for a request that was recalled before it came', () => {
    const tombstone = anItem(recall);
    expect(tombstone.status).toBe('recalled');
    expect(receive(ANSWER)(tombstone)).toEqual(ok([]));
  });

  it('keeps a verdict that went out before the recall came', () => {
    expect(recall(anItem(receive(ANSWER)))).toEqual(ok([]));
    expect(recall(anItem(receive(ANSWER), file))).toEqual(ok([]));
  });

  it('is answered later when it is still open, once', () => {
    expect(anItem(receive(), answer).status).toBe('answered');
    expect(answer(anItem(receive(), answer))).toEqual(ok([]));
    expect(answer(anItem(receive(), recall))).toEqual(ok([]));
    expect(answer(NO_ITEM)).toEqual(refuse('item.unknown'));
  });

  it('is filed by the hash of its own verdict alone', () => {
    const answered = anItem(receive(ANSWER));
    expect(anItem(receive(ANSWER), file).status).toBe('filed');
    expect(recordFiled(answered, { ...verdictRef(answered), verdictHash: hashOf('another') })).toEqual(ok([]));
    expect(file(anItem(receive(ANSWER), file))).toEqual(ok([]));
    expect(recordFiled(NO_ITEM, { requestId: REQUEST_ID, version: 1, verdictHash: hashOf('x') })).toEqual(ok([]));
  });

  it('keeps why a verdict was rejected, and is not rejected once it was filed', () => {
    const answered = anItem(receive(ANSWER));
    const rejected = { ...verdictRef(answered), code: 'verdict.version-stale' };
    expect(anItem(receive(ANSWER), (state) => recordRejected(state, rejected))).toMatchObject({ status: 'rejected', rejectedCode: 'verdict.version-stale' });
    expect(recordRejected(anItem(receive(ANSWER), file), rejected)).toEqual(ok([]));
  });

  it('is answered by the same bytes when it is decided again', () => {
    expect(receive(ANSWER)(NO_ITEM)).toEqual(receive(ANSWER)(NO_ITEM));
  });
});
