import { describe, expect, it } from '@jest/globals';
import { ok } from '@lianshen/contracts/kernel';
import { ANSWER, anItem, approved, CLEAR, claimed, CLERK, drawing, FLAG, NOW, received, recalled, REQUEST, REQUEST_HASH, REQUEST_ID, sign, submitted, typesOf } from './an-item.spec-kit.js';
import { answerItem, type MachineAnswer } from './answer-by-machine.js';
import { releaseItem } from './claim-item.js';
import { ItemEvent } from './item-event.js';
import { NO_ITEM, type ItemState } from './item-state.js';
import { receiveRequest } from './receive-request.js';

const receivedBy = (machine: MachineAnswer) => (state: ItemState) => receiveRequest(state, { request: REQUEST, requestHash: REQUEST_HASH, jws: 'signed', machine, sign }, NOW);
const answeredLater = (machine: MachineAnswer) => (state: ItemState) => answerItem(state, { request: REQUEST, machine, sign }, NOW);

describe('an answer of a machine under an order that has some drawn', () => {
  it('goes out with the ticket that let it go', () => {
    const result = receivedBy(drawing(3))(NO_ITEM);
    expect(typesOf(result)).toEqual(['RequestReceived', 'VerdictSigned']);
    expect(result.ok && result.value[1]?.data).toMatchObject({ mode: 'automatic', draw: { oneIn: 5, ticket: 3 } });
  });

  it('stays with people where it is drawn, at once or later, and what it would have said is on record', () => {
    const result = receivedBy(drawing(0))(NO_ITEM);
    expect(typesOf(result)).toEqual(['RequestReceived', 'DrawnForChecking']);
    const item = anItem(receivedBy(drawing(0)));
    expect(item).toMatchObject({ status: 'open', drawn: { standingOrder: 'order-1', oneIn: 5, code: 'CLEAR', category: '无', compared: undefined } });
    expect(typesOf(answeredLater(drawing(0))(anItem(received())))).toEqual(['DrawnForChecking']);
  });

  it('is never drawn again, whatever ticket comes next', () => {
    const item = anItem(receivedBy(drawing(0)));
    expect(receivedBy(drawing(1))(item)).toEqual(ok([]));
    expect(answeredLater(drawing(1))(item)).toEqual(ok([]));
    expect(answeredLater({ answer: ANSWER })(item)).toEqual(ok([]));
  });

  it('is held against what a person answers, and the comparison stands in the commit of their verdict', () => {
    const last = (answer: typeof CLEAR) => approved()(anItem(receivedBy(drawing(0)), claimed(), submitted(answer)));
    expect(typesOf(last(CLEAR))).toEqual(['AnswerApproved', 'VerdictSigned', 'AnswerCompared']);
    const compared = (answer: typeof CLEAR) => anItem(receivedBy(drawing(0)), claimed(), submitted(answer), approved()).drawn?.compared;
    expect(compared(CLEAR)).toEqual({ version: 1, agrees: true, sameWording: true });
    expect(compared({ ...CLEAR, category: '无此项' })).toEqual({ version: 1, agrees: true, sameWording: false });
    expect(compared(FLAG)).toEqual({ version: 1, agrees: false, sameWording: false });
  });

  it('is compared with nothing where nothing was drawn', () => {
    expect(typesOf(approved()(anItem(received(), claimed(), submitted())))).toEqual(['AnswerApproved', 'VerdictSigned']);
  });

  it('is not given once a person has taken the item in hand, even when they gave it back, or when it was recalled', () => {
    expect(answeredLater({ answer: ANSWER })(anItem(received(), claimed()))).toEqual(ok([]));
    expect(answeredLater({ answer: ANSWER })(anItem(received(), claimed(), (state) => releaseItem(state, REQUEST_ID, CLERK, false)))).toEqual(ok([]));
    expect(answeredLater(drawing(0))(anItem(received(), recalled))).toEqual(ok([]));
  });

  it('writes events that can be read back, and commits of before it was invented stay readable', () => {
    const events = [receivedBy(drawing(0))(NO_ITEM), receivedBy(drawing(2))(NO_ITEM), approved()(anItem(receivedBy(drawing(0)), claimed(), submitted()))].flatMap((result) => (result.ok ? result.value : []));
    expect(events.map((event) => ItemEvent.parse(JSON.parse(JSON.stringify(event))))).toEqual(events);
    const older = { type: 'VerdictSigned', data: { requestId: REQUEST_ID, version: 1, code: 'CLEAR', mode: 'automatic', standingOrder: 'order-1', verdictHash: REQUEST_HASH } };
    expect(ItemEvent.parse(older)).toEqual(older);
  });
});
