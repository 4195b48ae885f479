import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '@lianshen/contracts/messages';
import {
  anItem, APPROVER, approved, askedForMore, claimed, CLEAR, CLERK, filed, FLAG, HEAD, hashOf, NOW, OTHER_CLERK, received, recalled, rejected, REQUEST, REQUEST_ID, returned, SECOND_APPROVER,
  sign, submitted, supplemented, typesOf,
} from './an-item.spec-kit.js';
import { answerItem } from './answer-by-machine.js';
import { releaseItem } from './claim-item.js';
import { ItemEvent } from './item-event.js';
import { NO_ITEM, type ItemState } from './item-state.js';
import { withdrawSubmission } from './submit-answer.js';

const quiet = { ok: true, value: [] };
const verdictOf = (state: ItemState) => (JSON.parse(state.verdict?.jws ?? '{}') as { data: Verdict }).data;
const release = (state: ItemState, person = CLERK, isHead = false) => releaseItem(state, REQUEST_ID, person, isHead);
const withdraw = (state: ItemState, clerk = CLERK, number = 1) => withdrawSubmission(state, REQUEST_ID, number, clerk);

describe('a claim', () => {
  it('has one owner, and the same clerk claims once', () => {
    expect(anItem(received(), claimed()).claim).toEqual({ by: CLERK.id, name: CLERK.name, since: NOW });
    expect(claimed()(anItem(received(), claimed()))).toEqual(quiet);
    expect(typesOf(claimed(OTHER_CLERK)(anItem(received(), claimed())))).toEqual(['refused: item.claimed']);
  });

  it('is given back by its owner or taken away by the head, and by nobody else', () => {
    const item = anItem(received(), claimed());
    expect(typesOf(release(item))).toEqual(['ItemReleased']);
    expect(typesOf(release(item, HEAD, true))).toEqual(['ItemReleased']);
    expect(typesOf(release(item, OTHER_CLERK))).toEqual(['refused: item.claimed']);
    expect(release(anItem(received()))).toEqual(quiet);
    expect(typesOf(release(NO_ITEM))).toEqual(['refused: item.unknown']);
  });

  it('is refused of an item that is unknown, recalled or on its way to the coordinator', () => {
    expect(typesOf(claimed()(NO_ITEM))).toEqual(['refused: item.unknown']);
    expect(typesOf(claimed()(anItem(received(), recalled)))).toEqual(['refused: item.recalled']);
    expect(typesOf(claimed()(anItem(received(), claimed(), submitted(), approved())))).toEqual(['refused: item.answered']);
  });

  it('keeps a machine from answering under the hands of a person', () => {
    const machine = { request: REQUEST, machine: { answer: { ...CLEAR, clerk: CLERK, approvers: [APPROVER], mode: 'automatic' as const, standingOrder: 'order-1' } }, sign };
    expect(answerItem(anItem(received(), claimed()), machine, NOW)).toEqual(quiet);
    expect(typesOf(answerItem(anItem(received()), machine, NOW))).toEqual(['VerdictSigned']);
  });
});

describe('an answer that is submitted', () => {
  it('waits for a second person, with what it says in the private part alone', () => {
    const result = submitted(FLAG)(anItem(received(), claimed()));
    expect(typesOf(result)).toEqual(['AnswerSubmitted']);
    const [event] = result.ok ? result.value : [];
    expect(JSON.stringify(event?.data)).not.toMatch(/试例|列入失信/);
    expect(ItemEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(anItem(received(), claimed(), submitted(FLAG))).toMatchObject({ status: 'open', submission: { number: 1, answer: FLAG, clerk: CLERK } });
  });

  it('comes from who has claimed the item, and from nobody else', () => {
    expect(typesOf(submitted()(anItem(received())))).toEqual(['refused: item.not-claimed']);
    expect(typesOf(submitted(CLEAR, OTHER_CLERK)(anItem(received(), claimed())))).toEqual(['refused: item.claimed']);
  });

  it('is submitted once; another one is refused until it is taken back', () => {
    const waiting = anItem(received(), claimed(), submitted());
    expect(submitted()(waiting)).toEqual(quiet);
    expect(typesOf(submitted(FLAG)(waiting))).toEqual(['refused: item.submitted']);
    expect(typesOf(withdraw(waiting))).toEqual(['SubmissionWithdrawn']);
    expect(typesOf(withdraw(waiting, OTHER_CLERK))).toEqual(['refused: submission.of-another']);
    expect(anItem(received(), claimed(), submitted(), withdraw, submitted(FLAG)).submission).toMatchObject({ number: 2, answer: FLAG });
  });

  it('is returned with a reason by a second person, never by its clerk, and waits no more', () => {
    const waiting = anItem(received(), claimed(), submitted());
    expect(typesOf(returned()(waiting))).toEqual(['AnswerReturned']);
    expect(typesOf(returned(CLERK)(waiting))).toEqual(['refused: approval.four-eyes']);
    const back = anItem(received(), claimed(), submitted(), returned());
    expect(back).toMatchObject({ status: 'open', submission: undefined, claim: { by: CLERK.id }, returned: { submission: 1, by: APPROVER.id, reason: '请核实' } });
    expect(returned()(back)).toEqual(quiet);
    expect(typesOf(returned(SECOND_APPROVER)(back))).toEqual(['refused: submission.none']);
  });
});

describe('an approval', () => {
  it('signs the verdict in the same commit, with clerk and approver in it', () => {
    expect(typesOf(approved()(anItem(received(), claimed(), submitted(FLAG))))).toEqual(['AnswerApproved', 'VerdictSigned']);
    const item = anItem(received(), claimed(), submitted(FLAG), approved());
    expect(item).toMatchObject({ status: 'answered', claim: undefined, submission: undefined });
    expect(verdictOf(item)).toMatchObject({ version: 1, code: 'OBJECT', category: '列入失信', clerk: CLERK, approvers: [APPROVER], mode: 'human', supplementHashes: [] });
  });

  it('is never given by the clerk', () => {
    expect(typesOf(approved(CLERK)(anItem(received(), claimed(), submitted())))).toEqual(['refused: approval.four-eyes']);
  });

  it('is never given by who filled in the form, although another clerk submitted it', () => {
    const handedOn = anItem(received(), claimed(OTHER_CLERK), submitted(CLEAR, OTHER_CLERK, APPROVER));
    expect(typesOf(approved(APPROVER)(handedOn))).toEqual(['refused: approval.four-eyes']);
    expect(typesOf(returned(APPROVER)(handedOn))).toEqual(['refused: approval.four-eyes']);
    expect(typesOf(approved(SECOND_APPROVER)(handedOn))).toEqual(['AnswerApproved', 'VerdictSigned']);
  });

  it('counts once for an approver who is the head as well', () => {
    const one = anItem(received({ approversMin: 2 }), claimed(), submitted(), approved(HEAD));
    expect(approved({ ...HEAD, name: '又一名' })(one)).toEqual(quiet);
    expect(one.submission?.approvers).toHaveLength(1);
  });

  it('is given by as many persons as the request asks for, each once', () => {
    const one = anItem(received({ approversMin: 2 }), claimed(), submitted(), approved());
    expect(one).toMatchObject({ status: 'open', submission: { approvers: [APPROVER] } });
    expect(approved()(one)).toEqual(quiet);
    const both = anItem(received({ approversMin: 2 }), claimed(), submitted(), approved(), approved(SECOND_APPROVER));
    expect(verdictOf(both).approvers).toEqual([APPROVER, SECOND_APPROVER]);
  });

  it('is for the answer that was seen', () => {
    const second = anItem(received(), claimed(), submitted(), withdraw, submitted(FLAG));
    expect(typesOf(approved()(second))).toEqual(['refused: submission.differs']);
    expect(typesOf(approved(APPROVER, 2)(second))).toEqual(['AnswerApproved', 'VerdictSigned']);
  });

  it('again by the same person changes nothing, and by another is refused', () => {
    const signed = anItem(received(), claimed(), submitted(), approved());
    expect(approved()(signed)).toEqual(quiet);
    expect(approved()(anItem(received(), claimed(), submitted(), approved(), filed))).toEqual(quiet);
    expect(typesOf(approved(SECOND_APPROVER)(signed))).toEqual(['refused: item.answered']);
  });

  it('is refused where nothing waits, and once the item was recalled', () => {
    expect(typesOf(approved()(anItem(received(), claimed())))).toEqual(['refused: submission.none']);
    const closed = anItem(received(), claimed(), submitted(), recalled);
    expect(closed).toMatchObject({ status: 'recalled', submission: undefined, claim: undefined });
    expect(typesOf(approved()(closed))).toEqual(['refused: item.recalled']);
  });

  it('is refused once a supplement came that the clerk has not read', () => {
    const late = anItem(received(), claimed(), submitted(), supplemented());
    expect(typesOf(approved()(late))).toEqual(['refused: submission.supplement-came']);
    const read = anItem(received(), claimed(), askedForMore(), supplemented(), submitted(), approved());
    expect(verdictOf(read).supplementHashes).toEqual([hashOf('supplement 1')]);
  });
});

describe('a correction', () => {
  const corrected = (end: typeof filed) => anItem(received(), claimed(), submitted(), approved(), end, claimed(), submitted(FLAG), approved(SECOND_APPROVER, 2));

  it('is a new version, again by two persons, after the first was filed or rejected', () => {
    for (const end of [filed, rejected]) expect(verdictOf(corrected(end))).toMatchObject({ version: 2, code: 'OBJECT', clerk: CLERK, approvers: [SECOND_APPROVER] });
  });

  it('leaves the first version standing until it is signed', () => {
    const waiting = anItem(received(), claimed(), submitted(), approved(), filed, claimed(), submitted(FLAG));
    expect(waiting).toMatchObject({ status: 'filed', verdict: { version: 1, code: 'CLEAR' } });
    expect(recalled(waiting)).toEqual(quiet);
  });

  it('waits until the coordinator has answered the version before', () => {
    expect(typesOf(submitted(FLAG)(anItem(received(), claimed(), submitted(), approved())))).toEqual(['refused: item.answered']);
  });

  it('of a rejected answer ends with a recall', () => {
    expect(anItem(received(), claimed(), submitted(), approved(), rejected, recalled).status).toBe('recalled');
  });
});
