import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { jetstreamManager } from '@nats-io/jetstream';
import type { CaseId } from '@lianshen/contracts/kernel';
import { deskNoticeSubject, streamNames, type DeskNotices } from '@lianshen/contracts/messages';
import { LedgerStore, SEEN_HEADS, verifyLedger, type SeenHeads } from '@lianshen/platform/ledger';
import { METRICS } from '@lianshen/platform/telemetry';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER, WITHOUT_REMINDERS } from '../vetting/cases.spec-kit.js';
import { DecideExtensionController } from '../vetting/decide-extension/decide-extension.controller.js';
import { WatchDeadlines } from '../vetting/overdue/watch-deadlines.js';
import { DailySelfCheck } from './daily-self-check.js';
import { ListSelfChecksController } from './list-self-checks.controller.js';

const DUE = Date.parse('2026-11-30T17:30:00+08:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** An hour after the midnight of the office that ends the day on which everything is due. */
const CHECKED_FROM = Date.parse('2026-12-01T01:00:00+08:00');

describe('the daily self-check', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let other: INestApplicationContext;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY, WITHOUT_REMINDERS);
    cases = new CasesUnderTest(hub);
    other = await hub.replica();
    // What the self-check is for: coordinators that do not make good what was missed.
    for (const on of [hub.application, other]) jest.spyOn(on.get(WatchDeadlines), 'reconcile').mockResolvedValue({ set: 0, cleared: 0, missed: 0 });
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  const list = async (query: object = {}) => hub.application.get(ListSelfChecksController).list(query);
  const ofDay = async (day: string) => (await list()).items.find((each) => each.day === day);
  const figure = async (name: string) => (await hub.application.get<Registry>(METRICS).getSingleMetric(name)?.get())?.values[0]?.value;
  const ring = (caseId: CaseId) => hub.application.get(WatchDeadlines).ring(caseId);

  async function lastNotice(): Promise<string> {
    const manager = await jetstreamManager(hub.nats.connection);
    const { environment } = hub;
    const found = await manager.streams.getMessage(streamNames(environment.JURISDICTION).events, { last_by_subj: deskNoticeSubject(environment.JURISDICTION) }).catch(() => null);
    return found?.string() ?? '';
  }

  async function moreTimeForCourt(caseId: CaseId, until: number): Promise<void> {
    const { requestId = '' } = (await cases.load(caseId)).requests['court'] ?? {};
    const grantedUntil = new Date(until).toISOString();
    await hub.agencies['court']?.send('extension-asked', { requestId, number: 1, clerk: { id: 'clerk', name: '试例经办' }, until: grantedUntil, reason: '案卷在外地' });
    await cases.when(caseId, 'asked', ({ requests }) => requests['court']?.extensions.length === 1);
    await hub.application.get(DecideExtensionController).decide({ caseId, agency: 'court', number: '1' }, { grantedUntil }, cases.key(), OFFICER);
  }

  /** The clock is put there and both coordinators check. */
  async function check(at: number): Promise<void> {
    hub.clock.moveTo(at);
    await Promise.all([hub.application, other].map((on) => on.get(DailySelfCheck).run()));
  }

  it('counts what was due on the day before and what fired, and tells a case in which something was not recorded', async () => {
    const [rung, early, missed] = [await cases.open(), await cases.open(), await cases.open()];
    await cases.answer(early, 'CLEAR', ...Object.keys(hub.agencies));
    await cases.answer(rung, 'CLEAR', 'court');
    hub.clock.moveTo(DUE + 500);
    await ring(rung);
    hub.clock.moveTo(DUE + 5 * MINUTE);
    await cases.answer(missed, 'CLEAR', ...Object.keys(hub.agencies));
    await eventually('the days', () => hub.mongo.collection('alarm_days').countDocuments({}), (count) => count === 3);
    await check(CHECKED_FROM - 1);
    expect(await ofDay('2026-11-30')).toBeUndefined();
    await check(CHECKED_FROM);
    expect(await ofDay('2026-11-30')).toMatchObject({ due: 9, fired: 4, late: 0, missing: 5, unexpected: 0, worstLateSeconds: 1, cases: 3 });
    const told = await eventually('a notice', lastNotice, (text) => text.includes('alarm-missing'));
    const { facts } = JSON.parse(told) as DeskNotices;
    expect(facts.filter(({ fact }) => fact === 'alarm-missing')).toMatchObject([{ caseId: missed }]);
    expect([await figure('hub_alarms_due'), await figure('hub_alarms_fired'), await figure('hub_alarms_missing')]).toEqual([9, 4, 5]);
  }, 40_000);

  it('counts a day once, however many coordinators check it and how often', async () => {
    const commits = () => hub.mongo.collection('ledger').countDocuments({ _id: /^self-check\/2026-11-30\// as never });
    expect(await commits()).toBe(1);
    await check(CHECKED_FROM + 60 * MINUTE);
    expect(await commits()).toBe(1);
  });

  it('makes up for days on which nobody checked, and lists the newest first, a page at a time', async () => {
    await check(CHECKED_FROM + 3 * DAY);
    const { items, next } = await list({ limit: 2 });
    expect(items.map(({ day, due }) => [day, due])).toEqual([['2026-12-03', 0], ['2026-12-02', 0]]);
    const rest = await list({ limit: 100, cursor: next ?? '' });
    expect(rest.items.map(({ day }) => day).slice(0, 2)).toEqual(['2026-12-01', '2026-11-30']);
    expect(rest.next).toBeNull();
    expect(await figure('hub_alarms_missing')).toBe(0);
  });

  it('records first what a coordinator that was away has missed, and counts it as late', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', ...Object.keys(hub.agencies).filter((agency) => agency !== 'court'));
    await moreTimeForCourt(caseId, DUE + 8 * DAY);
    await eventually('its day', () => hub.mongo.collection('alarm_days').countDocuments({ caseId }), (count) => count === 2);
    for (const on of [hub.application, other]) jest.mocked(on.get(WatchDeadlines).reconcile).mockRestore();
    await check(CHECKED_FROM + 8 * DAY);
    expect(await ofDay('2026-12-08')).toMatchObject({ due: 1, fired: 1, late: 1, missing: 0, cases: 1 });
  });

  it('forgets the days that are long on record, and leaves a ledger that is whole', async () => {
    await check(CHECKED_FROM + 20 * DAY);
    expect(await hub.mongo.collection('alarm_days').countDocuments({})).toBe(0);
    const verified = await verifyLedger(hub.application.get(LedgerStore), hub.application.get<SeenHeads>(SEEN_HEADS).heads());
    expect(verified).toMatchObject({ intact: true, faults: [] });
  });
});
