import { describe, expect, it } from '@jest/globals';
import { Request } from '@lianshen/contracts/messages';
import { CHINA_CALENDAR, STANDARD_OFFICE_HOURS, toWorkingCalendar } from '@lianshen/contracts/working-time';
import { aCase, aPolicy, CASE_ID, CaseBuilder, DAY, fakeSha256, MORNING, OPEN, typesOf } from './case-builder.js';
import { CaseEvent } from './case-event.js';
import { NO_CASE } from './case-state.js';
import { openCase } from './open-case.js';
import { requestEnvelope } from './request-envelope.js';
import { startVetting } from './start-vetting.js';
import { canonicalJson } from '@lianshen/contracts/kernel';
import type { VettingRequest } from './vetting-request.js';

/** What the agency is sent. */
function requestOf({ state, policy }: CaseBuilder, request: VettingRequest | undefined): Request {
  if (!request || !state.candidate) throw new Error('no request');
  return Request.parse(requestEnvelope(CASE_ID, request, state.candidate, policy).data);
}

describe('opening a case', () => {
  it('records the batch, the policy and, in the private part alone, the candidate', () => {
    const result = openCase(NO_CASE, OPEN);
    expect(typesOf(result)).toEqual(['CaseOpened']);
    const [event] = result.ok ? result.value : [];
    expect(event).toMatchObject({ private: { candidate: OPEN.candidate } });
    expect(JSON.stringify(event?.data)).not.toContain(OPEN.candidate.name);
    expect(CaseEvent.parse(event)).toEqual(event);
  });

  it('stays quiet when the same candidate is opened again, also after the start', () => {
    expect(openCase(aCase().state, OPEN)).toEqual({ ok: true, value: [] });
  });

  it('refuses another candidate or another batch under the same id', () => {
    const { state } = CaseBuilder.in(aPolicy()).opened();
    const other = { ...OPEN.candidate, identityNumber: '990101198512120020' };
    expect(typesOf(openCase(state, { ...OPEN, candidate: other }))).toEqual(['refused: idempotency.key-reused']);
    expect(typesOf(openCase(state, { ...OPEN, batchId: CASE_ID }))).toEqual(['refused: idempotency.key-reused']);
  });

  it('stays quiet once the person is erased, since nobody can tell any more who it was', () => {
    const erased = { ...aCase().state, candidate: undefined };
    expect(openCase(erased, OPEN)).toEqual({ ok: true, value: [] });
  });
});

describe('starting the vetting', () => {
  it('issues one request to each agency of the policy in one go', () => {
    const opened = CaseBuilder.in(aPolicy({ court: {}, audit: {}, petitions: {} })).opened();
    const result = startVetting(opened.state, opened.asking(), MORNING);
    expect(typesOf(result)).toEqual(['VettingStarted', 'RequestIssued', 'RequestIssued', 'RequestIssued']);
    const { state } = opened.did(result);
    expect(state.status).toBe('vetting');
    expect(Object.values(state.requests).map(({ agency, status }) => `${agency} ${status}`)).toEqual(['court open', 'audit open', 'petitions open']);
  });

  it('counts the limit in working days from the day after and keeps the personal data for as long as the policy says', () => {
    const { court } = aCase().state.requests;
    expect(new Date(court?.dueAt ?? 0).toISOString()).toBe('2026-03-10T09:30:00.000Z');
    expect(court?.destroyAfter).toBe(MORNING + 365 * DAY);
  });

  it('counts by the rule that the policy chooses for the agency, and the request names it', () => {
    const started = aCase(aPolicy({ court: { counting: 'first' }, audit: {}, petitions: { within: { minutes: 30 } } }));
    const { court, audit, petitions } = started.state.requests;
    expect(new Date(court?.dueAt ?? 0).toISOString()).toBe('2026-03-09T09:30:00.000Z');
    expect(new Date(audit?.dueAt ?? 0).toISOString()).toBe('2026-03-10T09:30:00.000Z');
    expect([court, audit, petitions].map((request) => requestOf(started, request).counting)).toEqual(['first', 'next', undefined]);
  });

  it('counts by the calendar of the agency that is asked', () => {
    const opened = CaseBuilder.in(aPolicy({ court: {}, audit: {} })).opened();
    const noHolidays = toWorkingCalendar([], { office: { ...STANDARD_OFFICE_HOURS, closesAtMinute: 16 * 60 } });
    const calendarOf = (agency: string) => (agency === 'court' ? noHolidays : CHINA_CALENDAR);
    const { court, audit } = opened.did(startVetting(opened.state, { ...opened.asking(), calendarOf }, MORNING)).state.requests;
    expect([court, audit].map((request) => [new Date(request?.dueAt ?? 0).toISOString(), request?.provisional])).toEqual([['2026-03-10T08:00:00.000Z', true], ['2026-03-10T09:30:00.000Z', false]]);
  });

  it('makes a request of before the rule was sent along with the bytes that it had', () => {
    const started = aCase();
    const { court } = started.state.requests;
    const before = court && { ...court, counting: undefined };
    expect(Object.keys(requestOf(started, before))).toEqual(Object.keys(requestOf(started, court)).filter((field) => field !== 'counting'));
  });

  it('counts a limit in minutes by the clock', () => {
    const { court } = aCase(aPolicy({ court: { within: { minutes: 30 } } })).state.requests;
    expect(court?.dueAt).toBe(MORNING + 30 * 60_000);
  });

  it('stays quiet when it was started already, whatever became of the case', () => {
    const started = aCase();
    for (const each of [started, started.answered('court', 'OBJECT'), started.answered('court').answered('audit')]) {
      expect(startVetting(each.state, each.asking(), each.now)).toEqual({ ok: true, value: [] });
    }
  });

  it('refuses a case that was never opened', () => {
    expect(typesOf(startVetting(NO_CASE, aCase().asking(), MORNING))).toEqual(['refused: case.unknown']);
  });

  it('cannot ask about a person who was erased', () => {
    const erased = { ...CaseBuilder.in(aPolicy()).opened().state, candidate: undefined };
    expect(() => startVetting(erased, aCase().asking(), MORNING)).toThrow('no candidate to ask about');
  });
});

describe('the request', () => {
  const policy = aPolicy({ court: { fields: ['name'] }, audit: { fields: ['name', 'identityNumber', 'employer'] } });

  it('shows an agency the fields that the policy allows it, those that are known, and never the remark', () => {
    const { state } = aCase(policy);
    const personFor = (agency: string) => {
      const request = state.requests[agency];
      if (!request || !state.candidate) throw new Error('no request');
      return Request.parse(requestEnvelope(CASE_ID, request, state.candidate, policy).data).person;
    };
    expect(personFor('court')).toEqual({ name: '张三' });
    expect(personFor('audit')).toEqual({ name: '张三', identityNumber: '990101198001010014' });
  });

  it('has the very same bytes each time that it is made from the case', () => {
    const { state } = aCase(policy);
    for (const request of Object.values(state.requests)) {
      if (!state.candidate) throw new Error('no candidate');
      expect(fakeSha256(canonicalJson(requestEnvelope(CASE_ID, request, state.candidate, policy)))).toBe(request.requestHash);
    }
  });

  it('cannot be made for an agency that is not in the policy', () => {
    const { state } = aCase(policy);
    const { court } = state.requests;
    if (!court || !state.candidate) throw new Error('no request');
    const { candidate } = state;
    expect(() => requestEnvelope(CASE_ID, { ...court, answersFor: ['petitions'] }, candidate, policy)).toThrow('not in its policy');
  });
});
