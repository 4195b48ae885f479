import { describe, expect, it } from '@jest/globals';
import type { Request } from '@lianshen/contracts/messages';
import { aCase, aPolicy, CaseBuilder, DAY, HOUR, MORNING, typesOf } from './case-builder.js';
import { considerAdvice } from './consider-advice.js';
import { markLapsed, reVet } from './re-vet.js';
import { rulesFor, categoriesOf, approversMinOf, scopeOf } from './request-rules.js';
import { asIssued, requestEnvelope } from './request-envelope.js';
import { openFlagsOf, sharesOf } from './shares.js';
import { startVetting } from './start-vetting.js';

const three = aPolicy({ court: {}, audit: {}, petitions: {} });

/** What an agency's newest request says. */
function requestDataOf({ state, policy }: CaseBuilder, agency: string): Request {
  const request = state.requests[agency];
  if (!request || !state.candidate) throw new Error(agency);
  return requestEnvelope(state.caseId, asIssued(request), state.candidate, policy).data as Request;
}

describe('a withdrawal', () => {
  it('recalls what is open at the beat, and is no negative end', () => {
    const withdrawn = aCase().answered('court').withdrawn();
    expect(withdrawn.recalled().state).toMatchObject({ status: 'withdrawn', requests: { court: { status: 'answered' }, audit: { status: 'recalled' } } });
    expect(typesOf(withdrawn.withdraw())).toEqual([]);
  });

  it('is possible from every state but an end by two persons', () => {
    const screening = CaseBuilder.in(three).opened();
    const halted = aCase().answered('court', 'OBJECT');
    const cleared = aCase().answered('court').answered('audit');
    for (const each of [screening, halted, cleared, halted.decidedTogether({ kind: 'suspend', reviewAt: MORNING + DAY })]) expect(each.withdrawn().state.status).toBe('withdrawn');
    expect(typesOf(halted.decidedTogether({ kind: 'terminate' }).withdraw())).toEqual(['refused: case.ended']);
    expect(typesOf(CaseBuilder.in(three).withdraw())).toEqual(['refused: case.unknown']);
  });

  it('files what arrives later and halts nothing by it', () => {
    const withdrawn = aCase().withdrawn();
    expect(typesOf(withdrawn.file('court', 'OBJECT'))).toEqual(['VerdictFiled', 'FlagAdded']);
    expect(withdrawn.answered('court', 'OBJECT').state).toMatchObject({ status: 'withdrawn', requests: { court: { verdict: { afterHalt: true } } } });
  });

  it('before the requests went out keeps them in', () => {
    const screening = CaseBuilder.in(three).opened().withdrawn();
    expect(typesOf(startVetting(screening.state, screening.asking(), screening.now))).toEqual(['refused: case.ended']);
  });
});

describe('advice', () => {
  const advised = aCase(aPolicy({ court: { blocks: ['OBJECT'] }, audit: {} })).answered('audit').answered('court', 'SUGGEST_DEFER');

  it('holds the conclusion until somebody has considered it in writing', () => {
    expect(advised.state.status).toBe('vetting');
    expect(advised.considered().state).toMatchObject({ status: 'cleared', considered: [{ by: 'officer-1', text: '已书面研究' }] });
  });

  it('that comes after the consideration wants its own', () => {
    const early = aCase(aPolicy({ court: { blocks: [] }, audit: { blocks: [] } })).answered('court', 'SUGGEST_DEFER').considered();
    const later = early.answered('audit', 'OBJECT');
    expect(later.state.status).toBe('vetting');
    expect(later.considered().state.status).toBe('cleared');
  });

  it('is refused a consideration where there is none, or the case is halted', () => {
    const consider = (on: CaseBuilder) => considerAdvice(on.state, { text: '研究', by: 'officer-1', policy: on.policy }, on.now);
    expect(typesOf(consider(aCase()))).toEqual(['refused: advice.none']);
    expect(typesOf(consider(aCase().answered('court', 'OBJECT')))).toEqual(['refused: case.not-vetting']);
  });
});

describe('a conclusion that has lapsed', () => {
  const policy = aPolicy({ court: { validDays: 10 }, audit: { validDays: 100 } });
  const cleared = aCase(policy).answered('court').answered('audit');
  const over = cleared.later(10 * DAY);

  it('is marked when its time has come and not before', () => {
    expect(typesOf(markLapsed(cleared.later(10 * DAY - 1).state, cleared.later(10 * DAY - 1).now))).toEqual(['refused: conclusion.still-valid']);
    expect(over.lapsed().state.status).toBe('lapsed');
    expect(typesOf(markLapsed(over.lapsed().state, over.now))).toEqual([]);
  });

  it('is renewed by asking only the agency whose answer has expired, as the next version', () => {
    const again = over.lapsed().reVetted();
    expect(again.state.requests).toMatchObject({ court: { round: 2, status: 'open' }, audit: { round: 1, status: 'answered' } });
    const renewed = again.answered('court');
    expect(renewed.state).toMatchObject({ status: 'cleared', conclusions: 2 });
    expect(renewed.events.at(-1)).toMatchObject({ type: 'CaseCleared', data: { version: 2 } });
  });

  it('is renewed by the question whether there is anything new, within two working days', () => {
    const again = over.lapsed().reVetted();
    expect(again.state.requests['court']).toMatchObject({ renews: true, dueAt: Date.parse('2026-03-17T17:30:00+08:00') });
    expect(again.state.requests['audit']?.renews).toBeUndefined();
    expect(requestDataOf(again, 'court').scope).toBe('是否有新情况：有无反映');
    expect(requestDataOf(cleared, 'court').scope).toBe('有无反映');
  });

  it('is asked in whole of an agency that had not answered, and of the one that took its place', () => {
    const halted = aCase(three).answered('court').later(91 * DAY).answered('audit', 'OBJECT').recalled().flagClosed('audit').resumed();
    expect(halted.state.requests).toMatchObject({ court: { renews: true }, petitions: { round: 2 } });
    expect(halted.state.requests['petitions']?.renews).toBeUndefined();
    const merged = over.lapsed().did(reVet(over.lapsed().state, over.asking({ court: 'audit' }), over.now));
    expect(merged.state.requests['audit']).toMatchObject({ answersFor: ['court'], round: 2 });
    expect(merged.state.requests['audit']?.renews).toBeUndefined();
  });

  it('has the policy’s own limit where that is shorter, or runs by the clock', () => {
    for (const [within, due] of [[{ workingDays: 1 }, '2026-03-16T17:30:00+08:00'], [{ minutes: 30 }, '2026-03-13T09:30:00+08:00']] as const) {
      const quick = aCase(aPolicy({ court: { validDays: 10, within } })).answered('court').later(10 * DAY).reVetted();
      expect(quick.state.requests['court']).toMatchObject({ renews: true, dueAt: Date.parse(due) });
    }
  });

  it('is asked anew also where the clock has not marked it yet, and not before it lapses', () => {
    expect(typesOf(reVet(over.state, over.asking(), over.now))).toEqual(['ConclusionLapsed', 'VettingResumed', 'RequestIssued']);
    expect(typesOf(reVet(cleared.state, cleared.asking(), cleared.now))).toEqual(['refused: conclusion.still-valid']);
  });

  it('halts at a flag that comes while nobody asks', () => {
    expect(typesOf(over.lapsed().file('audit', 'OBJECT', { version: 2 }))).toEqual(['VerdictFiled', 'CaseHalted']);
  });

  it('can be asked for in a case that waited too long for the officer', () => {
    const waiting = aCase(aPolicy({ court: { validDays: 10 }, audit: {} }, { conclusion: 'officer' })).answered('court').answered('audit').later(11 * DAY);
    expect(waiting.reVetted().state.requests).toMatchObject({ court: { round: 2, status: 'open' } });
    expect(typesOf(reVet(waiting.reVetted().state, waiting.asking(), waiting.now))).toEqual(['refused: re-vetting.nothing-expired']);
  });

  it.each([
    ['case.unknown', CaseBuilder.in(policy)],
    ['case.ended', cleared.withdrawn()],
    ['conclusion.flagged', aCase(policy).answered('court', 'OBJECT')],
    ['re-vetting.nothing-expired', CaseBuilder.in(policy).opened()],
  ] as const)('is refused as %s elsewhere', (code, on) => {
    expect(typesOf(reVet(on.state, on.asking(), on.now))).toEqual([`refused: ${code}`]);
  });
});

describe('a request that is given to another agency', () => {
  const declined = aCase(three).declined('court', 'recused').later(HOUR);

  it('is asked there for the same share, by the rules of the policy for it', () => {
    const given = declined.reassigned('court', 'superior');
    expect(given.state.requests).toMatchObject({ court: { status: 'reassigned', reassignedTo: 'superior' }, superior: { answersFor: ['court'], round: 1, status: 'open' } });
    expect(given.answered('superior').answered('audit').answered('petitions').state.status).toBe('cleared');
    expect(openFlagsOf(given.answered('superior', 'OBJECT').state)).toEqual(['superior']);
  });

  it('has the full limit where an officer gives it, and the deadline that it had after a merger', () => {
    const late = aCase(three).later(3 * DAY);
    expect(late.reassigned('court', 'superior').state.requests['superior']?.dueAt).toBeGreaterThan(late.state.requests['court']?.dueAt ?? 0);
    expect(late.merged({ court: 'superior' }).state.requests['superior']?.dueAt).toBe(late.state.requests['court']?.dueAt);
  });

  it('becomes one request with what the other agency is asked already', () => {
    const merged = aCase(three).later(DAY).merged({ court: 'audit' });
    expect(merged.state.requests).toMatchObject({ court: { status: 'reassigned' }, audit: { round: 2, answersFor: ['audit', 'court'], status: 'open' } });
    expect(merged.state.earlierRequests).toMatchObject([{ agency: 'audit', round: 1, status: 'recalled' }]);
    expect(sharesOf(merged.state).map(({ of, newest }) => `${of} ${newest.agency}`).sort()).toEqual(['audit audit', 'court audit', 'petitions petitions']);
    expect(merged.answered('audit').answered('petitions').state.status).toBe('cleared');
  });

  it('leaves what the other agency has signed already, and asks it for the new share alone', () => {
    const merged = aCase(three).answered('audit').merged({ court: 'audit' });
    expect(merged.state.requests['audit']).toMatchObject({ round: 2, answersFor: ['court'] });
    expect(merged.state.earlierRequests).toMatchObject([{ agency: 'audit', round: 1, status: 'answered' }]);
    const all = merged.answered('audit').answered('petitions');
    expect(all.state.status).toBe('cleared');
    expect(Object.keys((all.events.at(-1)?.data as { verdictHashes: object }).verdictHashes).sort()).toEqual(['audit', 'court', 'petitions']);
  });

  it('counts a flag that the first agency had sent before the recall reached it', () => {
    const given = aCase(three).merged({ court: 'superior' }).answered('superior');
    expect(typesOf(given.file('court', 'OBJECT'))).toEqual(['VerdictFiled', 'CaseHalted']);
  });

  it('cannot be lifted from its flag by what another agency says', () => {
    const given = aCase(three).reassigned('court', 'superior').answered('court', 'OBJECT').answered('superior');
    expect(openFlagsOf(given.state)).toEqual(['court']);
  });

  it('is given once, and again to a third', () => {
    const given = declined.reassigned('court', 'superior');
    expect(typesOf(given.reassign('court', 'superior'))).toEqual([]);
    expect(given.reassigned('superior', 'audit').state.requests['audit']?.answersFor).toEqual(['audit', 'court']);
  });

  it.each([
    ['request.unknown', aCase(three), 'tax', 'audit'],
    ['request.closed', aCase(three).answered('court'), 'court', 'audit'],
    ['reassignment.to-itself', aCase(three), 'court', 'court'],
    ['reassignment.declined', aCase(three).declined('audit'), 'court', 'audit'],
    ['case.not-vetting', aCase(three).answered('audit', 'OBJECT'), 'court', 'petitions'],
  ] as const)('is refused as %s', (code, on, from, to) => {
    expect(typesOf(on.reassign(from, to))).toEqual([`refused: ${code}`]);
  });
});

describe('the rules of a request for several shares', () => {
  const policy = aPolicy({ court: { approversMin: 1, categories: { 无: 'CLEAR', 在办: 'FLAG_VERIFYING' } }, audit: { approversMin: 2, categories: { 无: 'CLEAR', 在办: 'OBJECT', 未审: 'CLEAR' } } });
  const rules = rulesFor(policy, ['court', 'audit']);

  it('name every scope, every wording with the graver code, and the most approvers', () => {
    expect(scopeOf(rules, false)).toBe('court：有无反映；audit：有无反映');
    expect(scopeOf(rules, true)).toBe('是否有新情况：court：有无反映；audit：有无反映');
    expect(categoriesOf(rules)).toEqual({ 无: 'CLEAR', 在办: 'OBJECT', 未审: 'CLEAR' });
    expect(approversMinOf(rules)).toBe(2);
  });

  it('cannot be made for nobody', () => {
    expect(() => rulesFor(policy, [])).toThrow('it asks for nobody');
  });
});
