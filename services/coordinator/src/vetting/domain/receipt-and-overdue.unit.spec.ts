import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CASE_ID, CaseBuilder, DAY, MORNING, typesOf } from './case-builder.js';
import { openFlagsOf } from './shares.js';
import { NO_CASE, nextDueAt } from './case-state.js';
import { answerAlarm } from './answer-alarm.js';
import { recordReceipt } from './record-receipt.js';

describe('a receipt', () => {
  const started = aCase();
  const receipt = (each: CaseBuilder, agency = 'court', requestId = each.requestId('court')) => recordReceipt(each.state, agency, requestId);

  it('is recorded once', () => {
    expect(typesOf(receipt(started))).toEqual(['ReceiptRecorded']);
    const received = started.later(5).did(receipt(started));
    expect(received.state.requests['court']?.receivedAt).toBe(MORNING + 5);
    expect(receipt(received)).toEqual({ ok: true, value: [] });
  });

  it('after an answer or a recall says nothing new', () => {
    expect(receipt(started.answered('court'))).toEqual({ ok: true, value: [] });
    expect(receipt(started.answered('audit', 'OBJECT').recalled())).toEqual({ ok: true, value: [] });
  });

  it('of a request that the agency never had is refused', () => {
    expect(typesOf(receipt(started, 'audit'))).toEqual(['refused: request.unknown']);
    expect(typesOf(receipt(started, 'petitions'))).toEqual(['refused: request.unknown']);
    expect(typesOf(receipt(started, 'court', `${CASE_ID}.court.2`))).toEqual(['refused: request.unknown']);
    expect(typesOf(recordReceipt(NO_CASE, 'court', started.requestId('court')))).toEqual(['refused: request.unknown']);
    expect(typesOf(receipt(started, 'constructor'))).toEqual(['refused: request.unknown']);
  });
});

describe('a deadline', () => {
  const policy = aPolicy({ court: { within: { minutes: 60 } }, audit: { within: { minutes: 120 } } });
  const started = aCase(policy);
  const minutes = (count: number) => started.later(count * 60_000);

  it('that has passed marks exactly the requests that are late', () => {
    expect(typesOf(minutes(60).ring())).toEqual(['RequestOverdue']);
    expect(minutes(61).rung().state.requests).toMatchObject({ court: { overdueAt: MORNING + 61 * 60_000 }, audit: { overdueAt: undefined } });
    expect(typesOf(started.ring(minutes(120).now))).toEqual(['RequestOverdue', 'RequestOverdue']);
  });

  it('that has not been reached is refused, and so is an alarm that rings twice', () => {
    expect(typesOf(started.ring(minutes(60).now - 1))).toEqual(['refused: deadline.not-reached']);
    expect(typesOf(minutes(61).rung().ring(minutes(62).now))).toEqual(['refused: deadline.not-reached']);
  });

  it('decides nothing: silence never clears and never halts', () => {
    const late = started.later(300 * DAY).rung();
    expect(late.state.status).toBe('vetting');
    expect(openFlagsOf(late.state)).toEqual([]);
    expect(late.answered('court').state.status).toBe('vetting');
  });

  it('means nothing to a case that asks nobody', () => {
    for (const state of [NO_CASE, CaseBuilder.in(policy).opened().state, started.withdrawn().recalled().state]) {
      expect(answerAlarm(state, started.asking(), MORNING + 300 * DAY)).toEqual({ ok: true, value: [] });
    }
  });

  it('that is next is the earliest of the requests that are open and not marked', () => {
    expect(nextDueAt(started.state)).toBe(MORNING + 60 * 60_000);
    expect(nextDueAt(minutes(61).rung().state)).toBe(MORNING + 120 * 60_000);
    expect(nextDueAt(started.answered('court').state)).toBe(MORNING + 120 * 60_000);
    expect(nextDueAt(minutes(121).rung().state)).toBeUndefined();
    expect(nextDueAt(started.withdrawn().recalled().state)).toBeUndefined();
  });
});
