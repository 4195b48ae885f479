import { describe, expect, it } from '@jest/globals';
import { toIso } from '@lianshen/contracts/kernel';
import { aCase, aPolicy, CaseBuilder, DAY, HOUR, MORNING, OPEN, typesOf } from './case-builder.js';
import { isAgendaLocked, putOnAgenda } from './put-on-agenda.js';

const policy = aPolicy({ court: { validDays: 10 }, audit: { validDays: 100 } });
const cleared = aCase(policy).answered('court').answered('audit');
const put = (on: CaseBuilder, meetingAt = on.now + 5 * DAY) => putOnAgenda(on.state, { meeting: 'department-board', meetingAt }, on.now);
const onAgenda = cleared.did(put(cleared));

describe('the agenda of a meeting', () => {
  it('takes a candidate whose conclusion holds until it begins, and to the very moment', () => {
    expect(onAgenda.state.agenda).toEqual({ meeting: 'department-board', meetingAt: MORNING + 5 * DAY, conclusion: 1 });
    expect(typesOf(put(cleared, MORNING + 10 * DAY))).toEqual(['PutOnAgenda']);
    expect(isAgendaLocked(onAgenda.state)).toBe(false);
  });

  it('takes the same candidate for the same meeting once, and for another anew', () => {
    expect(typesOf(put(onAgenda))).toEqual([]);
    expect(typesOf(put(onAgenda, MORNING + 6 * DAY))).toEqual(['PutOnAgenda']);
    expect(typesOf(putOnAgenda(onAgenda.state, { meeting: 'plenary', meetingAt: MORNING + 5 * DAY }, onAgenda.now))).toEqual(['PutOnAgenda']);
  });

  it('refuses a conclusion that lapses before it begins, and says when', () => {
    expect(put(cleared, MORNING + 10 * DAY + 1)).toEqual({ ok: false, refusal: { code: 'agenda.conclusion-expires', params: { validUntil: toIso(MORNING + 10 * DAY) } } });
  });

  it('refuses one that has lapsed, marked or not', () => {
    const over = cleared.later(10 * DAY);
    expect([typesOf(put(over)), typesOf(put(over.lapsed()))]).toEqual([['refused: agenda.conclusion-lapsed'], ['refused: agenda.conclusion-lapsed']]);
  });

  it.each([
    ['2025-03-08', []],
    ['2025-03-07', ['refused: agenda.recommendation-expired']],
    ['2024-02-29', ['refused: agenda.recommendation-expired']],
  ])('with a democratic recommendation of %s takes or refuses a meeting on 8 March 2026', (recommendedOn, refused) => {
    const known = CaseBuilder.in(policy).opened({ candidate: { ...OPEN.candidate, recommendedOn } }).started().answered('court').answered('audit');
    expect(typesOf(put(known))).toEqual(refused.length === 0 ? ['PutOnAgenda'] : refused);
  });

  it.each([
    ['case.unknown', CaseBuilder.in(policy)],
    ['agenda.not-cleared', aCase(policy)],
    ['agenda.not-cleared', aCase(policy).answered('court', 'OBJECT')],
    ['case.ended', cleared.withdrawn()],
    ['conclusion.other-case', cleared.toldByOther(1, true)],
  ] as const)('refuses as %s where there is no conclusion to go there with', (code, on) => {
    expect(typesOf(put(on))).toEqual([`refused: ${code}`]);
  });

  it('refuses a meeting that has begun', () => {
    expect(typesOf(put(cleared, MORNING))).toEqual(['refused: agenda.meeting-past']);
  });

  it('is locked for whoever was on it when a flag comes, the conclusion lapses or another case holds', () => {
    for (const later of [onAgenda.later(HOUR).answered('court', 'OBJECT', { version: 2 }), onAgenda.later(10 * DAY).lapsed(), onAgenda.toldByOther(1, true), onAgenda.withdrawn()]) {
      expect(isAgendaLocked(later.state)).toBe(true);
    }
  });

  it('stays locked with a conclusion that was drawn anew, until the candidate is put on it again', () => {
    const renewed = onAgenda.later(10 * DAY).lapsed().reVetted().answered('court');
    expect(renewed.state).toMatchObject({ status: 'cleared', conclusions: 2, agenda: { conclusion: 1 } });
    expect(isAgendaLocked(renewed.state)).toBe(true);
    expect(isAgendaLocked(renewed.did(put(renewed)).state)).toBe(false);
  });
});
