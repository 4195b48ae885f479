import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '@lianshen/contracts/messages';
import { aCase, APPROVER, aPolicy, CASE_ID, CLERK, DAY, HOUR, MORNING, RECALL_BEAT_MS, SECOND_APPROVER, typesOf } from './case-builder.js';
import { openFlagsOf } from './shares.js';
import { CaseEvent } from './case-event.js';
import { NO_CASE } from './case-state.js';
import { fileVerdict } from './file-verdict.js';

const started = aCase();

describe('a verdict', () => {
  it('is filed with its wording and signed text in the private part alone', () => {
    const result = started.file('court');
    expect(typesOf(result)).toEqual(['VerdictFiled']);
    const [event] = result.ok ? result.value : [];
    expect(event).toMatchObject({ data: { code: 'CLEAR', blocking: false, lateWorkingDays: 0, afterHalt: false }, private: { category: '无', jws: 'jws of court' } });
    expect(Object.keys(event?.data ?? {})).not.toContain('category');
    expect(CaseEvent.parse(event)).toEqual(event);
  });

  it('is filed once: the same one again changes nothing', () => {
    const answered = started.answered('court');
    expect(answered.later(HOUR).file('court', 'CLEAR', { decidedAt: new Date(MORNING).toISOString() })).toEqual({ ok: true, value: [] });
  });

  it('that a newer version has replaced changes nothing when it comes again, and is not told stale', () => {
    const corrected = started.answered('court', 'SUGGEST_DEFER').answered('court', 'CLEAR', { version: 2 });
    expect(corrected.file('court', 'SUGGEST_DEFER')).toEqual({ ok: true, value: [] });
  });

  it('of a request that was never issued is refused and leaves no trace in the case', () => {
    expect(typesOf(started.file('court', 'CLEAR', { requestId: `${CASE_ID}.court.2` }))).toEqual(['refused: request.unknown']);
    expect(typesOf(started.file('petitions'))).toEqual(['refused: request.unknown']);
    expect(typesOf(started.file('court', 'CLEAR', { requestId: started.requestId('audit') }))).toEqual(['refused: request.unknown']);
    const { policy } = started;
    const command = { agency: 'court', verdict: started.verdict('court'), verdictHash: 'v'.repeat(43), jws: '', policy, calendar: started.asking().calendarOf('court'), recallBeatMs: RECALL_BEAT_MS };
    expect(typesOf(fileVerdict(NO_CASE, command, MORNING))).toEqual(['refused: request.unknown']);
  });

  it('on the minute of the deadline is in time', () => {
    const due = started.state.requests['court']?.dueAt ?? 0;
    expect(started.later(due - MORNING).answered('court').state.requests['court']?.verdict?.lateWorkingDays).toBe(0);
  });

  it.each([
    [1, 1],
    [DAY, 1],
    [3 * DAY, 3],
    [6 * DAY, 4],
  ])('that comes %i ms after the deadline (a Tuesday) is marked %i working days late, and counts all the same', (ms, days) => {
    const due = started.state.requests['court']?.dueAt ?? 0;
    const late = started.later(due - MORNING + ms).rung().answered('court');
    expect(late.state.requests['court']).toMatchObject({ status: 'answered', verdict: { lateWorkingDays: days } });
  });
});

describe('a verdict that breaks a rule', () => {
  const rejections: [string, Partial<Verdict>, string][] = [
    ['answers other bytes than were sent', { requestHash: 'x'.repeat(43) }, 'verdict.request-differs'],
    ['is signed by its own clerk', { approvers: [CLERK] }, 'verdict.approvers-too-few'],
    ['names its clerk among the approvers', { approvers: [APPROVER, CLERK] }, 'verdict.approvers-too-few'],
    ['was signed in the place of its clerk', { approvers: [{ ...APPROVER, onBehalfOf: { ...CLERK, ground: 'absence', delegation: 1 } }] }, 'verdict.approvers-too-few'],
    ['counts the powers of one twice', { approvers: [APPROVER, { ...SECOND_APPROVER, onBehalfOf: { ...APPROVER, ground: 'absence', delegation: 1 } }] }, 'verdict.approvers-too-few'],
    ['names the same approver twice', { approvers: [APPROVER, { ...APPROVER, name: '又乙' }] }, 'verdict.approvers-too-few'],
    ['has a wording that the policy does not know', { category: '查无此人' }, 'verdict.category-differs'],
    ['has a wording that means another code', { category: '在办' }, 'verdict.category-differs'],
    ['has a wording that is a property of every object', { category: 'constructor' }, 'verdict.category-differs'],
  ];

  it.each(rejections)('because it %s is rejected on record', (_, changed, code) => {
    const result = started.file('court', 'CLEAR', changed);
    expect(typesOf(result)).toEqual(['VerdictRejected']);
    expect(result).toMatchObject({ value: [{ data: { agency: 'court', version: 1, code } }] });
    expect(started.did(result).state.requests['court']).toEqual(started.state.requests['court']);
  });

  it('has fewer approvers than the policy asks is rejected, and with enough of them is filed', () => {
    const strict = aCase(aPolicy({ court: { approversMin: 2 } }));
    expect(strict.file('court')).toMatchObject({ value: [{ data: { code: 'verdict.approvers-too-few' } }] });
    expect(typesOf(strict.file('court', 'CLEAR', { approvers: [APPROVER, SECOND_APPROVER] }))).toContain('VerdictFiled');
  });

  it('because its version is not newer than the one on file is rejected', () => {
    const second = started.answered('court', 'CLEAR', { version: 2 });
    for (const version of [1, 2]) {
      expect(second.file('court', 'OBJECT', { version })).toMatchObject({ value: [{ type: 'VerdictRejected', data: { code: 'verdict.version-stale' } }] });
    }
  });

  it('is recorded once: the same one again gives no event', () => {
    const rejected = started.did(started.file('court', 'OBJECT', { approvers: [CLERK] }));
    expect(rejected.file('court', 'OBJECT', { approvers: [CLERK] })).toEqual({ ok: true, value: [] });
  });

  it('does not keep the agency from answering rightly under the same version', () => {
    const rejected = started.did(started.file('court', 'CLEAR', { approvers: [CLERK] }));
    expect(typesOf(rejected.file('court'))).toEqual(['VerdictFiled']);
  });

  it('is remembered for the newest twenty, so that a noisy agency cannot make a case grow without end', () => {
    const many = Array.from({ length: 30 }).reduce<typeof started>((each, _, index) => each.did(each.file('court', 'CLEAR', { category: `词${index}` })), started);
    expect(many.state.rejected).toHaveLength(20);
    expect(many.file('court', 'CLEAR', { category: '词29' })).toEqual({ ok: true, value: [] });
  });
});

describe('a flag', () => {
  const halted = started.later(HOUR).answered('court', 'OBJECT');

  it('halts the case at once, says when what is open is recalled, and sets the review', () => {
    expect(typesOf(started.file('court', 'OBJECT'))).toEqual(['VerdictFiled', 'CaseHalted']);
    expect(openFlagsOf(halted.state)).toEqual(['court']);
    expect(halted.state).toMatchObject({ status: 'halted', reviewAt: MORNING + HOUR + 30 * DAY, endedAt: MORNING + HOUR });
    expect(halted.state.requests).toMatchObject({ court: { status: 'answered' }, audit: { status: 'open' } });
    expect(halted.recalled().state.requests).toMatchObject({ court: { status: 'answered' }, audit: { status: 'recalled' } });
  });

  it('tells the other agencies nothing: a recall names its own request alone', () => {
    const recall = halted.recalled().events.find(({ type }) => type === 'RequestRecalled');
    expect(recall?.data).toEqual({ agency: 'audit', requestId: started.requestId('audit') });
  });

  it('leaves verdicts in hand as they are', () => {
    const later = started.answered('audit').answered('court', 'OBJECT');
    expect(later.state.requests['audit']).toMatchObject({ status: 'answered', verdict: { code: 'CLEAR', afterHalt: false } });
  });

  it('makes a verdict that comes later one filed after the halt, and no clear verdict lifts the halt', () => {
    const after = halted.answered('audit');
    expect(openFlagsOf(after.state)).toEqual(['court']);
    expect(after.state).toMatchObject({ status: 'halted', requests: { audit: { status: 'answered', verdict: { afterHalt: true } } } });
  });

  it('of a second agency is added to the halt without another halt', () => {
    expect(typesOf(halted.file('audit', 'FLAG_VERIFYING'))).toEqual(['VerdictFiled', 'FlagAdded']);
    expect(openFlagsOf(halted.answered('audit', 'FLAG_VERIFYING').state)).toEqual(['court', 'audit']);
  });

  it('stated anew by the same agency is filed and halts nothing a second time', () => {
    expect(typesOf(halted.file('court', 'FLAG_VERIFYING', { version: 2 }))).toEqual(['VerdictFiled']);
  });

  it('that its agency corrects is closed, and the halt stays until persons lift it', () => {
    expect(typesOf(halted.file('court', 'CLEAR', { version: 2 }))).toEqual(['VerdictFiled', 'FlagCorrected']);
    const corrected = halted.answered('court', 'CLEAR', { version: 2 }).answered('audit');
    expect(openFlagsOf(corrected.state)).toEqual([]);
    expect(corrected.state.status).toBe('halted');
  });

  it('after the conclusion halts the cleared case again, for a supplementary review', () => {
    const cleared = started.answered('audit').answered('court');
    expect(cleared.state.status).toBe('cleared');
    expect(typesOf(cleared.file('court', 'OBJECT', { version: 2 }))).toEqual(['VerdictFiled', 'CaseHalted']);
    const again = cleared.answered('court', 'OBJECT', { version: 2 }).state;
    expect(openFlagsOf(again)).toEqual(['court']);
    expect(again).toMatchObject({ status: 'halted', validUntil: undefined });
  });

  it('that the policy takes as advice neither halts nor clears', () => {
    const advisory = aCase(aPolicy({ court: { blocks: ['OBJECT'] }, audit: {} })).answered('court', 'SUGGEST_DEFER').answered('audit');
    expect(openFlagsOf(advisory.state)).toEqual([]);
    expect(advisory.state).toMatchObject({ status: 'vetting', requests: { court: { verdict: { blocking: false } } } });
    expect(advisory.answered('court', 'CLEAR', { version: 2 }).state.status).toBe('cleared');
  });
});
