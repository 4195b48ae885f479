import { describe, expect, it } from '@jest/globals';
import { ok } from '@lianshen/contracts/kernel';
import { answerClear, type AnswerClear } from './answer-clear.js';
import { anItem, approved, askedForMore, CLEAR, claimed, CLERK, drawing, filed, FLAG, NOW, OTHER_CLERK, received, recalled, rejected, REQUEST, REQUEST_HASH, REQUEST_ID, returned, sign, submitted, supplemented, typesOf } from './an-item.spec-kit.js';
import { evolveItem } from './evolve-item.js';
import { ItemEvent } from './item-event.js';
import { supplementHashesOf, type ItemState } from './item-state.js';
import { receiveRequest } from './receive-request.js';

const BUNDLE = '7c1f0b52-3d7e-8a41-9f6b-0123456789ab';

const answer = (state: ItemState, changed: Partial<AnswerClear> = {}) =>
  answerClear(state, { requestId: REQUEST_ID, clerk: CLERK, absent: new Set(), bundle: BUNDLE, categories: REQUEST.categories, supplementHashes: supplementHashesOf(state), drafter: undefined, beside: 'nothing', ...changed }, NOW);

describe('a clear answer among many', () => {
  it('takes the item and waits for a second person, in one commit, as part of its bundle', () => {
    const result = answer(anItem(received()));
    expect(typesOf(result)).toEqual(['ItemClaimed', 'AnswerSubmitted']);
    const after = anItem(received(), () => result);
    expect(after).toMatchObject({ claim: { by: CLERK.id }, submission: { number: 1, bundle: BUNDLE, clerk: CLERK, drafter: CLERK.id, answer: CLEAR } });
    expect(result.ok && result.value.map((event) => ItemEvent.parse(JSON.parse(JSON.stringify(event))))).toEqual(result.ok && result.value);
  });

  it('takes from a colleague who is absent, and what the clerk has already', () => {
    expect(typesOf(answer(anItem(received(), claimed(OTHER_CLERK)), { absent: new Set([OTHER_CLERK.id]) }))).toEqual(['ItemClaimed', 'AnswerSubmitted']);
    expect(typesOf(answer(anItem(received(), claimed())))).toEqual(['AnswerSubmitted']);
  });

  it('changes nothing where the very same waits already', () => {
    expect(answer(anItem(received(), claimed(), submitted()))).toEqual(ok([]));
  });

  it('names whoever saved a form beside it as an author', () => {
    const result = answer(anItem(received(), claimed()), { drafter: OTHER_CLERK.id });
    expect(result.ok && result.value.reduce((state, event) => evolveItem(state, event, NOW), anItem(received())).submission?.drafter).toBe(OTHER_CLERK.id);
  });

  it('is the first wording of the request that is clear, and refused where there is none', () => {
    const result = answer(anItem(received()), { categories: { 列入失信: 'OBJECT', 无反映: 'CLEAR', 未发现: 'CLEAR' } });
    expect(result).toMatchObject({ value: [{}, { private: { answer: { category: '无反映', code: 'CLEAR' } } }] });
    expect(typesOf(answer(anItem(received()), { categories: { 列入失信: 'OBJECT' } }))).toEqual(['refused: form.category-missing']);
  });

  const drawn = (state: ItemState) => receiveRequest(state, { request: REQUEST, requestHash: REQUEST_HASH, jws: 'signed', machine: drawing(0), sign }, NOW);
  it.each<[string, ItemState, Partial<AnswerClear>]>([
    ['item.unknown', anItem(), {}],
    ['item.recalled', anItem(received(), recalled), {}],
    ['item.answered', anItem(received(), claimed(), submitted(), approved()), {}],
    ['item.claimed', anItem(received(), claimed(OTHER_CLERK)), {}],
    ['item.submitted', anItem(received(), claimed(), submitted(FLAG)), {}],
    ['item.waiting', anItem(received(), claimed(), askedForMore()), {}],
    ['item.flagged', anItem(received(), claimed(), submitted(FLAG), approved(), filed), {}],
    ['item.flagged', anItem(received(), claimed(), submitted(FLAG), approved(), rejected), {}],
    ['item.flagged', anItem(received()), { beside: 'flag' }],
    ['item.answered-before', anItem(received(), claimed(), submitted(), approved(), filed), {}],
    ['item.drawn', anItem(drawn), {}],
    ['item.returned', anItem(received(), claimed(), submitted(), returned()), {}],
    ['item.look-up-open', anItem(received()), { beside: 'open' }],
    ['item.changed', anItem(received(), claimed(), askedForMore(), supplemented()), { supplementHashes: [] }],
  ])('is refused as %s where the item has to be looked at by itself', (code, state, changed) => {
    expect(typesOf(answer(state, changed))).toEqual([`refused: ${code}`]);
  });
});
