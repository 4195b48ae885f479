import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CaseBuilder, DAY, HOUR, MORNING, RECALL_BEAT_MS, typesOf } from './case-builder.js';
import { isPending } from './case-state.js';
import { fileVerdict } from './file-verdict.js';
import { moveMerged } from './move-merged.js';
import { openFlagsOf } from './shares.js';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';

const three = aPolicy({ commerce: { within: { workingDays: 5 } }, quality: { within: { workingDays: 8 } }, audit: {} });
const BOTH = { commerce: 'market', quality: 'market' };
const typesSince = (after: CaseBuilder, before: CaseBuilder) => after.events.slice(before.events.length).map(({ type }) => type);

/** Decides on a verdict of an agency that was merged at a time. */
function fileOf(on: CaseBuilder, agency: string, code: 'CLEAR' | 'OBJECT', decidedAt: number, closedAt: number) {
  const verdict = on.verdict(agency, code, { decidedAt: new Date(decidedAt).toISOString() });
  return fileVerdict(on.state, { agency, verdict, verdictHash: `${agency}${code}`.padEnd(43, '_'), jws: '', policy: on.policy, calendar: CHINA_CALENDAR, recallBeatMs: RECALL_BEAT_MS, closedAt }, on.now);
}

describe('a merger of agencies that were asked', () => {
  const before = aCase(three).later(DAY);
  const after = before.merged(BOTH);

  it('makes one request to the successor of both, with both scopes, in one step', () => {
    expect(typesSince(after, before)).toEqual(['RequestReassigned', 'RequestReassigned', 'RequestIssued']);
    expect(after.state.requests).toMatchObject({
      commerce: { status: 'reassigned', reassignedTo: 'market' },
      quality: { status: 'reassigned', reassignedTo: 'market' },
      market: { status: 'open', round: 1, answersFor: ['commerce', 'quality'] },
    });
  });

  it('keeps the earliest of the deadlines', () => {
    const { commerce, quality, market } = after.state.requests;
    expect(commerce?.dueAt).toBeLessThan(quality?.dueAt ?? 0);
    expect(market?.dueAt).toBe(commerce?.dueAt);
  });

  it('tells the successor whose the request was, and since when it is not', () => {
    expect(after.state.requests['market']?.movedFrom).toEqual(['commerce', 'quality'].map((agency) => ({ agency, name: { zh: agency, en: agency }, at: after.now })));
  });

  it('happens once, however often it is tried', () => {
    expect(typesSince(after.later(HOUR).merged(BOTH), after)).toEqual([]);
  });

  it('leaves a case alone that is not in vetting', () => {
    const halted = before.answered('audit', 'OBJECT').recalled();
    expect(typesSince(halted.merged(BOTH), halted)).toEqual([]);
    const screening = CaseBuilder.in(three).opened();
    expect(typesSince(screening.merged(BOTH), screening)).toEqual([]);
  });

  it('moves what waits for a supplement by the time that it has waited', () => {
    const asked = aCase(three).asked('commerce').later(DAY);
    expect(asked.merged({ commerce: 'market' }).state.requests['market']?.dueAt).toBeGreaterThan(asked.state.requests['commerce']?.dueAt ?? 0);
  });

  it('joins what the successor was asked itself, and what came to it before', () => {
    const first = before.merged({ commerce: 'audit' });
    expect(first.state.requests['audit']).toMatchObject({ round: 2, answersFor: ['audit', 'commerce'], movedFrom: [{ agency: 'commerce' }] });
    const second = first.later(HOUR).merged({ commerce: 'audit', quality: 'audit' });
    expect(second.state.requests['audit']).toMatchObject({ round: 3, answersFor: ['audit', 'commerce', 'quality'], movedFrom: [{ agency: 'commerce' }, { agency: 'quality' }] });
    expect(second.answered('audit').state.status).toBe('cleared');
  });

  it('takes along where a share was before the agency that is merged now', () => {
    const chain = after.later(DAY).merged({ commerce: 'city', quality: 'city', market: 'city' });
    expect(chain.state.requests['city']?.movedFrom.map(({ agency }) => agency)).toEqual(['commerce', 'quality', 'market']);
  });

  it('asks the successor where a case that was halted goes on', () => {
    const resumed = before.answered('audit', 'OBJECT').recalled().flagClosed('audit');
    const proposed = resumed.did(resumed.propose({ kind: 'resume' }));
    const on = proposed.did(proposed.confirm(undefined, undefined, proposed.asking(BOTH)));
    expect(on.state.requests).toMatchObject({ commerce: { status: 'recalled' }, market: { status: 'open', answersFor: ['commerce', 'quality'] } });
  });

  it('holds the request for a person where the successor has said that it does not answer in this case', () => {
    const declined = aCase(three).declined('audit').merged({ commerce: 'audit' });
    expect(declined.state.requests['commerce']).toMatchObject({ status: 'withheld', withheld: 'successor-declined' });
    expect(typesSince(declined.merged({ commerce: 'audit' }), declined)).toEqual([]);
    const waived = declined.answered('quality').decidedTogether({ kind: 'waive', agency: 'audit' }).decidedTogether({ kind: 'waive', agency: 'commerce' });
    expect(waived.state.status).toBe('cleared');
  });

  it('is decided by nobody where there is nothing to move', () => {
    expect(typesOf(moveMerged(before.state, { asking: before.asking({ tax: 'audit' }), former: {} }, before.now))).toEqual([]);
  });
});

describe('a verdict of an agency that was merged', () => {
  const before = aCase(three).later(DAY);
  const after = before.merged({ commerce: 'market' }).later(HOUR);

  it('counts under its name where it was signed before, and its successor is asked no more', () => {
    const filed = fileOf(after, 'commerce', 'CLEAR', before.now - 1, before.now);
    expect(typesOf(filed)).toEqual(['VerdictFiled', 'RequestRecalled']);
    const on = after.did(filed);
    expect(on.state.requests).toMatchObject({ commerce: { status: 'answered' }, market: { status: 'recalled' } });
    expect(on.answered('quality').answered('audit').state.status).toBe('cleared');
  });

  it('leaves the request open that asks its successor for more', () => {
    const both = before.merged(BOTH).later(HOUR);
    expect(typesOf(fileOf(both, 'commerce', 'CLEAR', before.now - 1, before.now))).toEqual(['VerdictFiled']);
  });

  it('halts the case where it is a flag that was signed before', () => {
    const halted = after.did(fileOf(after, 'commerce', 'OBJECT', before.now - 1, before.now));
    expect(halted.state.status).toBe('halted');
    expect(openFlagsOf(halted.state)).toEqual(['commerce']);
    expect(Object.values(halted.recalled().state.requests).some(isPending)).toBe(false);
  });

  it('is rejected where it was signed at the effective time or later, also as a correction', () => {
    expect(after.did(fileOf(after, 'commerce', 'CLEAR', before.now, before.now)).state.rejected).toMatchObject([{ code: 'verdict.agency-merged' }]);
    const answered = aCase(three).answered('commerce').later(DAY);
    const correction = { ...answered.verdict('commerce', 'OBJECT'), version: 2 };
    const result = fileVerdict(answered.state, { agency: 'commerce', verdict: correction, verdictHash: 'x'.repeat(43), jws: '', policy: three, calendar: CHINA_CALENDAR, recallBeatMs: RECALL_BEAT_MS, closedAt: answered.now }, answered.now);
    expect(typesOf(result)).toEqual(['VerdictRejected']);
  });
});

describe('an agency that is suspended', () => {
  const started = CaseBuilder.in(three).opened().started(['commerce']);

  it('is not asked, and the case does not clear without it', () => {
    expect(started.state.requests['commerce']).toMatchObject({ status: 'withheld', withheld: 'suspended' });
    const others = started.answered('quality').answered('audit');
    expect(others.state.status).toBe('vetting');
    expect(others.later(100 * DAY).state.requests['commerce']?.overdueAt).toBeUndefined();
  });

  it('is asked with the full limit when it works again', () => {
    const released = started.later(10 * DAY).released('commerce');
    expect(released.state.requests['commerce']).toMatchObject({ status: 'open', round: 2, withheld: undefined });
    expect(released.state.requests['commerce']?.dueAt).toBeGreaterThan(MORNING + 16 * DAY);
    expect(typesSince(released.released('commerce'), released)).toEqual([]);
    expect(released.answered('commerce').answered('quality').answered('audit').state.status).toBe('cleared');
  });

  it('can be done without by two persons, or its share given to another', () => {
    expect(started.answered('quality').answered('audit').decidedTogether({ kind: 'waive', agency: 'commerce' }).state.status).toBe('cleared');
    expect(started.reassigned('commerce', 'superior').state.requests['superior']).toMatchObject({ status: 'open', answersFor: ['commerce'] });
  });

  it('keeps what it has and is given no more: what would join it is withheld with it', () => {
    const moved = aCase(three).merged({ commerce: 'audit' }, ['audit']);
    expect(moved.state.requests['audit']).toMatchObject({ status: 'withheld', withheld: 'suspended', answersFor: ['audit', 'commerce'] });
  });

  it('hands what was withheld to its successor, which has the full limit', () => {
    const late = started.later(10 * DAY);
    const moved = late.merged({ commerce: 'market' });
    expect(moved.state.requests['market']).toMatchObject({ status: 'open', answersFor: ['commerce'] });
    expect(moved.state.requests['market']?.dueAt).toBeGreaterThan(late.now + 6 * DAY);
  });

  it('has what was withheld taken back with the rest when the case halts, and is asked when it goes on', () => {
    const halted = started.answered('audit', 'OBJECT').recalled();
    expect(halted.state.requests['commerce']?.status).toBe('recalled');
    expect(halted.flagClosed('audit').resumed().state.requests['commerce']).toMatchObject({ status: 'open', round: 2 });
  });
});
