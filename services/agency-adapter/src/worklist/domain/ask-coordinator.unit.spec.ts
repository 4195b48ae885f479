import { describe, expect, it } from '@jest/globals';
import { NeedMore } from '@lianshen/contracts/messages';
import {
  anItem, APPROVER, approved, askedForMore, claimed, CLERK, filed, HEAD, hashOf, NOW, OTHER_CLERK, received, recalled, REQUEST, REQUEST_ID, speaker, submitted, supplemented, typesOf,
} from './an-item.spec-kit.js';
import { askForMore, askForTime, declineRequest } from './ask-coordinator.js';
import { recordExtensionDecision } from './hear-coordinator.js';
import { ItemEvent } from './item-event.js';
import { NO_ITEM, unansweredBy, type ItemState } from './item-state.js';

const quiet = { ok: true, value: [] };
const DUE = Date.parse(REQUEST.dueAt);
const DAY = 86_400_000;
const UNTIL = DUE + 3 * DAY;
const askForDays = (until = UNTIL) => (state: ItemState) => askForTime(state, speaker(), until, '案卷在外地', NOW);
const decided = (grantedUntil: number | null, number = 1) => (state: ItemState) =>
  recordExtensionDecision(state, { requestId: REQUEST_ID, number, grantedUntil: grantedUntil === null ? null : new Date(grantedUntil).toISOString(), deadlineVersion: 2 });
const decline = (kind: 'out-of-scope' | 'recused' = 'out-of-scope', person = HEAD) => (state: ItemState) => declineRequest(state, kind, speaker(person), '不属本单位职责', NOW);

describe('a question to the coordinator', () => {
  it('is signed, and its text stands in the private part alone', () => {
    const result = askedForMore()(anItem(received(), claimed()));
    expect(typesOf(result)).toEqual(['NonAnswerSigned']);
    const [event] = result.ok ? result.value : [];
    expect(JSON.stringify(event?.data)).not.toContain('任职');
    expect(ItemEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    const { type, data } = JSON.parse((event as { private: { jws: string } }).private.jws) as { type: string; data: object };
    expect([type, NeedMore.parse(data)]).toEqual(['lianshen.need-more.v1', { requestId: REQUEST_ID, number: 1, clerk: CLERK, question: '请提供任职起止时间' }]);
  });

  it('makes the item wait until the supplement comes, and nothing is submitted meanwhile', () => {
    const waiting = anItem(received(), claimed(), askedForMore());
    expect(waiting.status).toBe('waiting');
    expect(unansweredBy(waiting).map(({ kind, number }) => `${kind} ${number}`)).toEqual(['need-more 1']);
    expect(typesOf(submitted()(waiting))).toEqual(['refused: item.waiting']);
    const open = anItem(received(), claimed(), askedForMore(), supplemented(1, { dueAt: DUE + DAY, deadlineVersion: 2 }));
    expect(open).toMatchObject({ status: 'open', dueAt: DUE + DAY, deadlineVersion: 2, claim: { by: CLERK.id } });
    expect(unansweredBy(open)).toEqual([]);
  });

  it('is asked once, by who has claimed the item, and not beside an answer', () => {
    const waiting = anItem(received(), claimed(), askedForMore());
    expect(askedForMore()(waiting)).toEqual(quiet);
    expect(typesOf(askedForMore('还有什么')(waiting))).toEqual(['refused: item.waiting']);
    expect(typesOf(askForMore(anItem(received(), claimed()), speaker(OTHER_CLERK), '?', NOW))).toEqual(['refused: item.claimed']);
    expect(typesOf(askedForMore()(anItem(received(), claimed(), submitted())))).toEqual(['refused: item.submitted']);
    expect(typesOf(askedForMore()(anItem(received(), claimed(), submitted(), approved(), filed, claimed())))).toEqual(['refused: item.answered']);
    expect(anItem(received(), claimed(), askedForMore(), supplemented(), askedForMore('还有什么')).questions).toHaveLength(2);
  });
});

describe('a supplement', () => {
  it('is taken once, and another content under its number is refused', () => {
    const item = anItem(received(), claimed(), askedForMore(), supplemented());
    expect(supplemented()(item)).toEqual(quiet);
    expect(typesOf(supplemented()({ ...item, supplements: item.supplements.map((each) => ({ ...each, supplementHash: hashOf('another') })) }))).toEqual(['refused: supplement.differs']);
  });

  it('may overtake its request, and its deadline holds', () => {
    expect(anItem(supplemented(1, { dueAt: DUE + DAY, deadlineVersion: 2 }), received())).toMatchObject({ status: 'open', dueAt: DUE + DAY, supplements: [{ number: 1 }] });
  });

  it('of a recalled item changes nothing', () => {
    expect(supplemented()(anItem(received(), recalled))).toEqual(quiet);
  });

  it('never brings an older deadline back', () => {
    expect(anItem(received(), claimed(), askForDays(), decided(UNTIL), supplemented(1, { dueAt: DUE - DAY, deadlineVersion: 1 })).dueAt).toBe(UNTIL);
  });
});

describe('a wish for more time', () => {
  it('is signed with its reason, one at a time, and the item can be answered meanwhile', () => {
    expect(typesOf(askForDays()(anItem(received(), claimed())))).toEqual(['NonAnswerSigned']);
    const asked = anItem(received(), claimed(), askForDays());
    expect(asked).toMatchObject({ status: 'open', dueAt: DUE, extensions: [{ number: 1, until: UNTIL }] });
    expect(askForDays()(asked)).toEqual(quiet);
    expect(typesOf(askForDays(UNTIL + DAY)(asked))).toEqual(['refused: extension.pending']);
    expect(typesOf(submitted()(asked))).toEqual(['AnswerSubmitted']);
  });

  it('is refused where it would not be later', () => {
    expect(typesOf(askForDays(DUE)(anItem(received(), claimed())))).toEqual(['refused: extension.not-later']);
  });

  it('moves the deadline when it is granted, leaves it when it is refused, and is decided once', () => {
    expect(anItem(received(), claimed(), askForDays(), decided(UNTIL))).toMatchObject({ dueAt: UNTIL, deadlineVersion: 2, extensions: [{ grantedUntil: UNTIL }] });
    const refused = anItem(received(), claimed(), askForDays(), decided(null));
    expect(refused).toMatchObject({ dueAt: DUE, deadlineVersion: 1, extensions: [{ grantedUntil: null }] });
    expect(decided(UNTIL)(refused)).toEqual(quiet);
  });

  it('is remembered by the coordinator where the store was lost: deadline and numbers go on', () => {
    const again = anItem(decided(UNTIL), received(), claimed(), supplemented(2));
    expect(again).toMatchObject({ status: 'open', dueAt: UNTIL, extensions: [{ number: 1, until: undefined, grantedUntil: UNTIL }] });
    expect(anItem(() => askForDays(UNTIL + DAY)(again)).extensions.map(({ number }) => number)).toEqual([2]);
    expect(anItem(() => askedForMore()(again)).questions.map(({ number }) => number)).toEqual([3]);
  });
});

describe('a request that is not answered', () => {
  it.each(['out-of-scope', 'recused'] as const)('because it is %s is closed with a signed message', (kind) => {
    const item = anItem(received(), claimed(), decline(kind));
    expect(item).toMatchObject({ status: 'declined', claim: undefined, declined: { kind, text: '不属本单位职责' } });
    expect(decline(kind)(item)).toEqual(quiet);
    expect(typesOf(decline(kind === 'recused' ? 'out-of-scope' : 'recused')(item))).toEqual(['refused: item.declined']);
    expect(typesOf(claimed()(item))).toEqual(['refused: item.declined']);
    expect(anItem(received(), decline(kind), recalled).status).toBe('recalled');
  });

  it('cannot be declined once it was answered or recalled', () => {
    expect(typesOf(decline()(NO_ITEM))).toEqual(['refused: item.unknown']);
    expect(typesOf(decline()(anItem(received(), recalled)))).toEqual(['refused: item.recalled']);
    expect(typesOf(decline('out-of-scope', APPROVER)(anItem(received(), claimed(), submitted(), approved())))).toEqual(['refused: item.answered']);
  });
});
