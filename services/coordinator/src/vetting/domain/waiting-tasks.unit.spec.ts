import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CaseBuilder, DAY, OFFICER } from './case-builder.js';
import { waitingTasksOf } from './waiting-tasks.js';

const OFFICERS = aPolicy({ court: {}, audit: { blocks: [], advises: ['OBJECT', 'SUGGEST_DEFER', 'FLAG_VERIFYING', 'FLAG_IN_PERIOD'] } }, { conclusion: 'officer' });
const kindsOf = (built: CaseBuilder) => waitingTasksOf(built.state, built.policy).map(({ kind, agency }) => (agency === undefined ? kind : `${kind} ${agency}`));

describe('what waits in a case', () => {
  it.each<[string, CaseBuilder, string[]]>([
    ['it was opened and nothing was sent', CaseBuilder.in(OFFICERS).opened(), ['start-vetting']],
    ['everything runs', aCase(OFFICERS), []],
    ['an agency asks', aCase(OFFICERS).asked('court'), ['answer-question court']],
    ['an agency wants time', aCase(OFFICERS).wantsTime('court', aCase().now + 20 * DAY), ['decide-extension court']],
    ['an agency does not answer', aCase(OFFICERS).declined('court'), ['replace-declined court']],
    ['answers are late', aCase(OFFICERS).later(30 * DAY).rung(), ['chase-overdue court', 'chase-overdue audit']],
    ['an agency advises', aCase(OFFICERS).answered('audit', 'OBJECT'), ['consider-advice']],
    ['another case of the person holds it', aCase(OFFICERS).toldByOther(1, true), ['release-hold']],
    ['all is answered', aCase(OFFICERS).answered('court').answered('audit'), ['conclude']],
    ['a flag has halted it', aCase(OFFICERS).answered('court', 'OBJECT'), ['adjudicate']],
    ['it is cleared', aCase(OFFICERS).answered('court').answered('audit').concludedBy(OFFICER), ['renew-soon']],
    ['its conclusion has lapsed', aCase(OFFICERS).answered('court').answered('audit').concludedBy(OFFICER).later(91 * DAY).lapsed(), ['re-vet']],
    ['the candidate was withdrawn', aCase(OFFICERS).withdrawn(), []],
  ])('is told where %s', (_, built, expected) => {
    expect(kindsOf(built)).toEqual(expected);
  });

  it('is for somebody else than who proposed it where a decision is to be confirmed', () => {
    const halted = aCase(OFFICERS).answered('court', 'OBJECT');
    const proposed = halted.did(halted.propose({ kind: 'terminate' }));
    expect(waitingTasksOf(proposed.state, OFFICERS)).toContainEqual({ kind: 'confirm-decision', decision: 1, by: OFFICER, dueAt: proposed.now });
  });

  it('has the end of the conclusion for its due time, and is shown two weeks before', () => {
    const cleared = aCase(OFFICERS).answered('court').answered('audit').concludedBy(OFFICER);
    const validUntil = cleared.state.validUntil ?? 0;
    expect(waitingTasksOf(cleared.state, OFFICERS)).toEqual([{ kind: 'renew-soon', dueAt: validUntil, from: validUntil - 14 * DAY }]);
  });
});
