import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@lianshen/contracts/kernel';
import { Supplement } from '@lianshen/contracts/messages';
import { aCase, aPolicy, CASE_ID, type CaseBuilder, DAY, fakeSha256, HOUR, MORNING, typesOf } from './case-builder.js';
import { CaseEvent } from './case-event.js';
import { nextDueAt } from './case-state.js';
import { issueConclusion } from './clear-case.js';
import { decideExtension } from './decide-extension.js';
import { recordDeclined } from './record-declined.js';
import { recordExtension } from './record-extension.js';
import { recordQuestion } from './record-question.js';
import { asIssued, requestEnvelope } from './request-envelope.js';
import { supplementEnvelope } from './supplement-envelope.js';

const quiet = { ok: true, value: [] };
const started = aCase();
const at = (text: string) => Date.parse(`${text}+08:00`);
/** Five working days after Tuesday, 3 March 2026. */
const DUE = at('2026-03-10T17:30');
const courtOf = ({ state }: CaseBuilder) => {
  const { court } = state.requests;
  if (!court) throw new Error('no request');
  return court;
};
const ask = (each: CaseBuilder, number = 1) => recordQuestion(each.state, each.nonAnswer('court', number), each.asking(), each.now);
const decide = (each: CaseBuilder, grantedUntil: number | null, number = 1) => decideExtension(each.state, { agency: 'court', number, grantedUntil }, each.now);
const decline = (each: CaseBuilder) => recordDeclined(each.state, each.nonAnswer('court', 1), 'out-of-scope');

describe('a question of an agency', () => {
  it('is recorded with its words and its signed text in the private part alone', () => {
    const result = ask(started);
    expect(typesOf(result)).toEqual(['MoreAsked']);
    const [event] = result.ok ? result.value : [];
    expect(JSON.stringify(event?.data)).not.toContain('试例');
    expect(CaseEvent.parse(event)).toEqual(event);
    expect(courtOf(started.asked('court'))).toMatchObject({ status: 'open', waiting: { question: 1, since: MORNING, text: '试例：任职起止时间？' } });
  });

  it('is recorded once', () => {
    expect(ask(started.asked('court'))).toEqual(quiet);
    expect(ask(started.asked('court').supplied('court'))).toEqual(quiet);
  });

  it('comes to nothing after the answer, the recall or the conclusion, and is refused of a request that was never issued', () => {
    expect(ask(started.answered('court'))).toEqual(quiet);
    expect(ask(started.answered('audit', 'OBJECT').recalled())).toEqual(quiet);
    expect(typesOf(recordQuestion(started.state, { ...started.nonAnswer('court', 1), requestId: `${CASE_ID}.court.2` }, started.asking(), started.now))).toEqual(['refused: request.unknown']);
    expect(typesOf(recordQuestion(started.state, started.nonAnswer('petitions', 1), started.asking(), started.now))).toEqual(['refused: request.unknown']);
  });

  it("stops its agency's clock and no other", () => {
    const waiting = started.asked('court').later(30 * DAY);
    expect(typesOf(waiting.ring())).toEqual(['RequestOverdue']);
    expect(waiting.rung().state.requests).toMatchObject({ court: { overdueAt: undefined }, audit: { overdueAt: waiting.now } });
    expect(nextDueAt(waiting.rung().state)).toBeUndefined();
  });

  it('is overtaken by a verdict, which is filed', () => {
    const answered = started.asked('court').answered('court');
    expect(courtOf(answered)).toMatchObject({ status: 'answered', waiting: undefined });
  });

  it('ends with a halt: its request is recalled like every open one', () => {
    expect(courtOf(started.asked('court').answered('audit', 'OBJECT').recalled())).toMatchObject({ status: 'recalled', waiting: undefined });
  });
});

describe('a supplement', () => {
  it.each([
    ['2026-03-03T11:30', '2026-03-11T11:00'],
    ['2026-03-03T18:00', '2026-03-11T17:00'],
    ['2026-03-05T09:00', '2026-03-12T17:30'],
    ['2026-03-09T09:00', '2026-03-16T17:30'],
  ])('that is sent at %s to a question of Tuesday 09:00 moves the due time to %s', (sent, due) => {
    const supplied = started.asked('court').later(at(sent) - MORNING).supplied('court');
    expect(courtOf(supplied)).toMatchObject({ status: 'open', waiting: undefined, dueAt: at(due), deadlineVersion: 2 });
    expect(nextDueAt(supplied.state)).toBe(Math.min(DUE, at(due)));
  });

  it('moves a limit in minutes by the clock', () => {
    const minutes = aCase(aPolicy({ court: { within: { minutes: 60 } }, audit: {} }));
    expect(courtOf(minutes.asked('court').later(DAY).supplied('court')).dueAt).toBe(MORNING + HOUR + DAY);
  });

  it('is made again with the very same bytes, and so is the request whose deadline has moved', () => {
    const supplied = started.asked('court').later(DAY).supplied('court');
    const court = courtOf(supplied);
    const [sent] = court.supplements;
    if (!sent?.text || !supplied.state.candidate) throw new Error('nothing sent');
    const envelope = supplementEnvelope(court, { ...sent, text: sent.text });
    expect(fakeSha256(canonicalJson(envelope))).toBe(sent.supplementHash);
    expect(Supplement.parse(envelope.data)).toMatchObject({ requestId: started.requestId('court'), number: 1, text: '2019年3月至今', dueAt: court.dueAt, deadlineVersion: 2 });
    expect(fakeSha256(canonicalJson(requestEnvelope(CASE_ID, asIssued(court), supplied.state.candidate, supplied.policy)))).toBe(court.requestHash);
  });

  it('keeps its text out of what can be read without the key', () => {
    const result = started.asked('court').supply('court');
    const [event] = result.ok ? result.value : [];
    expect(JSON.stringify(event?.data)).not.toContain('2019');
    expect(CaseEvent.parse(event)).toEqual(event);
  });

  it('is sent once for each question', () => {
    const supplied = started.asked('court').supplied('court');
    expect(supplied.supply('court')).toEqual(quiet);
    expect(typesOf(supplied.supply('court', '另一个答复'))).toEqual(['refused: supplement.sent']);
    expect(courtOf(supplied.asked('court').supplied('court', '第二次')).supplements.map(({ number, question }) => [number, question])).toEqual([[1, 1], [2, 2]]);
  });

  it('is refused where nobody asked, where another question waits, and once the request is closed', () => {
    expect(typesOf(started.supply('court', 'x', 1))).toEqual(['refused: request.not-waiting']);
    expect(typesOf(started.asked('court').supply('court', 'x', 2))).toEqual(['refused: request.not-waiting']);
    expect(typesOf(started.asked('court').answered('audit', 'OBJECT').recalled().supply('court', 'x', 1))).toEqual(['refused: request.not-waiting']);
    expect(typesOf(started.supply('petitions', 'x', 1))).toEqual(['refused: request.unknown']);
  });

  it('is watched by its new deadline, and the mark of the one before stays on record', () => {
    const late = started.later(DUE - MORNING + HOUR).rung().asked('court').later(DAY).supplied('court');
    expect(courtOf(late)).toMatchObject({ overdueAt: undefined, overdue: [{ deadlineVersion: 1, at: DUE + HOUR }] });
    const again = late.later(30 * DAY).rung();
    expect(courtOf(again).overdue.map(({ deadlineVersion }) => deadlineVersion)).toEqual([1, 2]);
  });
});

describe('a verdict after a supplement', () => {
  const supplied = started.asked('court').supplied('court');
  const rejection = (supplementHashes: string[]) => supplied.file('court', 'CLEAR', { supplementHashes });

  it('is filed when it binds exactly what was sent', () => {
    expect(typesOf(supplied.file('court'))).toEqual(['VerdictFiled']);
  });

  it.each([
    ['none of it', []],
    ['something else', ['x'.repeat(43)]],
    ['more than that', [courtOf(supplied).supplements[0]?.supplementHash ?? '', 'x'.repeat(43)]],
  ])('is rejected on record when it binds %s', (_, hashes) => {
    expect(rejection(hashes)).toMatchObject({ value: [{ type: 'VerdictRejected', data: { code: 'verdict.supplements-differ' } }] });
  });

  it('that binds supplements of a request that had none is rejected', () => {
    expect(started.file('court', 'CLEAR', { supplementHashes: ['x'.repeat(43)] })).toMatchObject({ value: [{ data: { code: 'verdict.supplements-differ' } }] });
  });
});

describe('a wish for more time', () => {
  const until = at('2026-03-20T17:30');
  const asked = started.wantsTime('court', until);

  it('is recorded once and moves nothing by itself', () => {
    expect(courtOf(asked)).toMatchObject({ dueAt: DUE, extensions: [{ number: 1, until, decision: undefined }] });
    expect(recordExtension(asked.state, asked.nonAnswer('court', 1), until)).toEqual(quiet);
    expect(recordExtension(started.answered('court').state, started.nonAnswer('court', 1), until)).toEqual(quiet);
    expect(typesOf(recordExtension(started.state, started.nonAnswer('petitions', 1), until))).toEqual(['refused: request.unknown']);
    expect(typesOf(asked.ring(DUE))).toEqual(['RequestOverdue', 'RequestOverdue']);
  });

  it('that is granted moves the deadline, which is watched anew; the old mark stays on record', () => {
    const late = asked.later(DUE - MORNING + HOUR).rung().decided('court', until);
    expect(courtOf(late)).toMatchObject({ dueAt: until, deadlineVersion: 2, overdueAt: undefined, overdue: [{ deadlineVersion: 1 }] });
    expect(nextDueAt(late.state)).toBe(until);
    expect(courtOf(late.later(30 * DAY).rung()).overdue).toHaveLength(2);
    expect(courtOf(late.answered('court')).verdict).toMatchObject({ lateWorkingDays: 0 });
  });

  it('that is refused changes nothing but that it is decided', () => {
    expect(courtOf(asked.decided('court', null))).toMatchObject({ dueAt: DUE, deadlineVersion: 1, extensions: [{ decision: { grantedUntil: null } }] });
  });

  it('is decided once', () => {
    const granted = asked.decided('court', until);
    expect(decide(granted, until)).toEqual(quiet);
    expect(typesOf(decide(granted, null))).toEqual(['refused: extension.decided']);
    expect(typesOf(decide(granted, until + DAY))).toEqual(['refused: extension.decided']);
  });

  it('is refused to be decided where it was not asked, gives no time, or is of a closed request', () => {
    expect(typesOf(decide(started, until))).toEqual(['refused: extension.unknown']);
    expect(typesOf(decideExtension(started.state, { agency: 'petitions', number: 1, grantedUntil: until }, MORNING))).toEqual(['refused: request.unknown']);
    expect(typesOf(decide(asked, DUE))).toEqual(['refused: extension.not-later']);
    expect(typesOf(decide(asked.later(30 * DAY), until))).toEqual(['refused: extension.not-later']);
    expect(typesOf(decide(asked.answered('court'), until))).toEqual(['refused: request.closed']);
  });

  it('that is granted during a pause counts the pause from the decision on', () => {
    const supplied = asked.asked('court').later(2 * DAY).decided('court', until).later(HOUR).supplied('court');
    expect(courtOf(supplied)).toMatchObject({ dueAt: at('2026-03-23T09:30'), deadlineVersion: 3 });
  });
});

describe('an agency that does not answer', () => {
  const declined = started.declined('court');

  it('is recorded once, with its reason in the private part alone', () => {
    expect(courtOf(declined)).toMatchObject({ status: 'declined', declined: { kind: 'out-of-scope', at: MORNING } });
    expect(JSON.stringify(declined.events.at(-1)?.data)).not.toContain('试例');
    expect(decline(declined)).toEqual(quiet);
    expect(decline(started.answered('audit', 'OBJECT').recalled())).toEqual(quiet);
    expect(typesOf(recordDeclined(started.state, started.nonAnswer('petitions', 1), 'recused'))).toEqual(['refused: request.unknown']);
  });

  it('keeps the case from clearing, by a machine and by an officer', () => {
    const rest = declined.answered('audit');
    expect(rest.state.status).toBe('vetting');
    expect(typesOf(issueConclusion(rest.state, rest.policy, rest.now, 'officer'))).toEqual(['refused: conclusion.not-ready']);
    expect(nextDueAt(rest.state)).toBeUndefined();
  });

  it('does not keep a flag of another from halting the case', () => {
    expect(typesOf(declined.file('audit', 'OBJECT'))).toEqual(['VerdictFiled', 'CaseHalted']);
  });

  it('cannot be heard afterwards, and cannot take back an answer that is on file', () => {
    expect(declined.file('court')).toMatchObject({ value: [{ type: 'VerdictRejected', data: { code: 'verdict.declined' } }] });
    expect(typesOf(decline(started.answered('court')))).toEqual(['refused: request.answered']);
  });
});
