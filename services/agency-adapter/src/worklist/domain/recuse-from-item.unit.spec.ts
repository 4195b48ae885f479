import { describe, expect, it } from '@jest/globals';
import type { ReReview, Verdict } from '@lianshen/contracts/messages';
import {
  anItem, APPROVER, approved, assigned, claimed, CLEAR, CLERK, filed, HEAD, NOW, OTHER_CLERK, readmitted, received, recalled, recused, rejected, REQUEST_ID, SECOND_APPROVER, submitted, typesOf,
} from './an-item.spec-kit.js';
import { ItemEvent } from './item-event.js';
import { awaitsSubstitute, NO_ITEM, unansweredBy, type ItemState } from './item-state.js';

const quiet = { ok: true, value: [] };
const reReviewOf = (state: ItemState) => (JSON.parse(state.reReview?.jws ?? '{}') as { data?: ReReview }).data;

describe('a member of staff who is recused', () => {
  it('gives back what they had claimed, and a substitute is asked for until somebody else takes it', () => {
    const item = anItem(received(), claimed(), recused());
    expect(item).toMatchObject({ claim: undefined, recused: [{ person: CLERK.id, at: NOW, needs: 'clerk', substituted: undefined }] });
    expect(awaitsSubstitute(item)).toBe(true);
    const taken = anItem(received(), claimed(), recused(), claimed(OTHER_CLERK));
    expect(taken.recused).toEqual([{ person: CLERK.id, at: NOW, needs: 'clerk', substituted: { at: NOW, by: OTHER_CLERK.id } }]);
    expect(awaitsSubstitute(taken)).toBe(false);
  });

  it('takes what they submitted or filled in away with them', () => {
    expect(anItem(received(), claimed(), submitted(), recused())).toMatchObject({ submission: undefined, claim: undefined, recused: [{ needs: 'clerk' }] });
    const colleague = anItem(received(), claimed(OTHER_CLERK), submitted(CLEAR, OTHER_CLERK, CLERK), recused());
    expect(colleague).toMatchObject({ submission: undefined, recused: [{ person: CLERK.id, needs: 'clerk' }] });
  });

  it('is counted no more where signatures are still missing, and another approver takes their place', () => {
    const two = received({ approversMin: 2 });
    const item = anItem(two, claimed(), submitted(), approved(), recused(APPROVER));
    expect(item).toMatchObject({ submission: { approvers: [] }, recused: [{ person: APPROVER.id, needs: 'approver' }] });
    const signed = anItem(two, claimed(), submitted(), approved(), recused(APPROVER), approved(SECOND_APPROVER), approved(HEAD));
    expect(signed).toMatchObject({ status: 'answered', signed: { approvers: [SECOND_APPROVER.id, HEAD.id] }, recused: [{ substituted: { by: SECOND_APPROVER.id } }] });
  });

  it('leaves no trace but that they are, where they had no part in it', () => {
    const item = anItem(received(), claimed(), recused(OTHER_CLERK));
    expect(item).toMatchObject({ claim: { by: CLERK.id }, recused: [{ person: OTHER_CLERK.id, needs: undefined }] });
    expect(awaitsSubstitute(item)).toBe(false);
  });

  it('has the verdict asked anew in which they have counted, whether as clerk or as approver', () => {
    for (const person of [CLERK, APPROVER]) {
      const answered = anItem(received(), claimed(), submitted(), approved());
      expect(typesOf(recused(person)(answered))).toEqual(['StaffRecused', 'NonAnswerSigned']);
      const item = anItem(received(), claimed(), submitted(), approved(), filed, recused(person));
      expect(item.status).toBe('filed');
      expect(unansweredBy(item).map(({ kind, number }) => `${kind} ${number}`)).toEqual(['re-review 1']);
      expect(reReviewOf(item)).toMatchObject({ requestId: REQUEST_ID, number: 1 });
      expect(JSON.stringify(reReviewOf(item))).not.toContain(person.id);
    }
  });

  it('has it asked anew once, and not where the verdict counts for nothing or they had no part in it', () => {
    const item = anItem(received(), claimed(), submitted(), approved(), filed, recused());
    expect(typesOf(recused(APPROVER)(item))).toEqual(['StaffRecused']);
    expect(typesOf(recused()(anItem(received(), claimed(), submitted(), approved(), rejected)))).toEqual(['StaffRecused']);
    expect(typesOf(recused(OTHER_CLERK)(anItem(received(), claimed(), submitted(), approved(), filed)))).toEqual(['StaffRecused']);
  });

  it('is recused once, takes part again when it is taken back, and means nothing where no request came', () => {
    expect(recused()(anItem(received(), recused()))).toEqual(quiet);
    expect(anItem(received(), recused(), readmitted()).recused).toEqual([]);
    expect(readmitted()(anItem(received()))).toEqual(quiet);
    expect(recused()(NO_ITEM)).toEqual(quiet);
    expect(recused()(anItem(recalled))).toEqual(quiet);
  });

  it('hands on no form: what they filled in is nobody’s answer', () => {
    const item = anItem(received(), claimed(), recused(), claimed(OTHER_CLERK));
    expect(typesOf(submitted(CLEAR, OTHER_CLERK, CLERK)(item))).toEqual(['refused: draft.missing']);
    expect(typesOf(submitted(CLEAR, OTHER_CLERK)(item))).toEqual(['AnswerSubmitted']);
  });

  it('stands in the ledger by id, without a ground', () => {
    const result = recused()(anItem(received(), claimed()));
    const [event] = result.ok ? result.value : [];
    expect(ItemEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual({ type: 'StaffRecused', data: { requestId: REQUEST_ID, person: CLERK.id, needs: 'clerk' } });
  });
});

describe('a signature in the place of another', () => {
  const inPlaceOf = (of: { id: string; name: string }, signer = SECOND_APPROVER) => ({ ...signer, onBehalfOf: { ...of, ground: 'absence' as const, delegation: 1 } });
  const two = anItem(received({ approversMin: 2 }), claimed(), submitted());

  it('stands in the verdict with both names', () => {
    const signed = anItem(received(), claimed(), submitted(), approved(inPlaceOf(APPROVER)));
    expect((JSON.parse(signed.verdict?.jws ?? '{}') as { data: Verdict }).data.approvers).toEqual([inPlaceOf(APPROVER)]);
  });

  it('is never one in the place of who wrote the answer', () => {
    expect(typesOf(approved(inPlaceOf(CLERK))(two))).toEqual(['refused: approval.four-eyes']);
  });

  it('counts nobody’s powers twice', () => {
    const once = anItem(received({ approversMin: 2 }), claimed(), submitted(), approved(APPROVER));
    expect(typesOf(approved(inPlaceOf(APPROVER))(once))).toEqual(['refused: approval.twice']);
    const lent = anItem(received({ approversMin: 2 }), claimed(), submitted(), approved(inPlaceOf(APPROVER)));
    expect(typesOf(approved(APPROVER)(lent))).toEqual(['refused: approval.twice']);
    expect(typesOf(approved(inPlaceOf(APPROVER, HEAD))(lent))).toEqual(['refused: approval.twice']);
    expect(typesOf(approved(HEAD)(lent))).toEqual(['AnswerApproved', 'VerdictSigned']);
  });
});

describe('an item that the head assigns', () => {
  it('goes from whoever has it to the clerk who is named, once', () => {
    expect(anItem(received(), claimed(), assigned()).claim).toEqual({ by: OTHER_CLERK.id, name: OTHER_CLERK.name, since: NOW });
    expect(assigned()(anItem(received(), assigned()))).toEqual(quiet);
  });

  it('never goes to somebody who is recused, nor away while an answer waits, nor once it is closed', () => {
    expect(typesOf(assigned(CLERK)(anItem(received(), recused())))).toEqual(['refused: assignee.recused']);
    expect(typesOf(assigned()(anItem(received(), claimed(), submitted())))).toEqual(['refused: item.submitted']);
    expect(typesOf(assigned()(anItem(received(), recalled)))).toEqual(['refused: item.recalled']);
    expect(typesOf(assigned()(NO_ITEM))).toEqual(['refused: item.unknown']);
  });

  it('may be taken over from somebody who is absent, and from nobody else', () => {
    const item = anItem(received(), claimed());
    expect(typesOf(claimed(OTHER_CLERK, [CLERK.id])(item))).toEqual(['ItemClaimed']);
    expect(typesOf(claimed(OTHER_CLERK, [HEAD.id])(item))).toEqual(['refused: item.claimed']);
    expect(typesOf(claimed(OTHER_CLERK, [CLERK.id])(anItem(received(), claimed(), submitted())))).toEqual(['refused: item.claimed']);
  });
});
