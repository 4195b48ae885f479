import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MESSAGES, requestSubject } from '@lianshen/contracts/messages';
import { linesOf } from '@lianshen/platform/messaging';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { CasesUnderTest } from '../cases.spec-kit.js';
import { RecountDeadlines } from './recount-deadlines.js';

/** Wednesday before New Year of a year that has no calendar yet. */
const START = Date.parse('2026-12-30T10:00:00+08:00');
const CALENDAR = {
  name: 'city', extends: 'china',
  years: [{ year: 2027, source: '虚构 invented', holidays: [{ name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' }], shiftedWorkdays: [] }],
};
const FORMER = '2027-01-06T09:30:00.000Z';
const COUNTED = '2027-01-07T09:30:00.000Z';

describe('a due time in a year without calendar', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianshen-calendars-'));
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  const heard: string[] = [];

  beforeAll(async () => {
    hub = await startCoordinator(START, {}, undefined, { CALENDAR_DIR: folder });
    cases = new CasesUnderTest(hub, START);
    hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, 'court'), { callback: (_, message) => void heard.push(...linesOf(message.string())) });
  }, 60_000);

  afterAll(async () => {
    await hub.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);

  const recount = () => hub.application.get(RecountDeadlines).run();
  const row = (caseId: string) => hub.mongo.collection('request_rows').findOne({ _id: `${caseId}.court.1` as never });
  const courtOf = async (caseId: string) => (await cases.load(caseId)).requests['court'];
  /** What the court was told of its due time, and nothing that came twice. */
  const told = () => {
    const envelopes = heard.map((line) => hub.agencies['court']?.open(line).envelope);
    return [...new Map(envelopes.flatMap((each) => (each?.type === MESSAGES['deadline-moved'].type ? [[each.id, each.data] as const] : []))).values()];
  };
  const toldAtFirst = () => heard.map((line) => hub.agencies['court']?.open(line).envelope.data as { provisional?: boolean });

  it('is told to the agency as provisional, and counted again when an operator imports the year: both values are kept and the agency is told', async () => {
    const caseId = await cases.open();
    await eventually('its row', () => row(caseId), (found) => found?.['provisional'] === true);
    await recount();
    expect((await eventually('the request', async () => toldAtFirst(), (all) => all.length > 0))[0]?.provisional).toBe(true);
    expect(await courtOf(caseId)).toMatchObject({ provisional: true, dueAt: Date.parse(FORMER), deadlineVersion: 1 });

    writeFileSync(join(folder, 'coordinator.json'), '{ "name": ');
    await recount();
    expect((await courtOf(caseId))?.provisional).toBe(true);

    writeFileSync(join(folder, 'coordinator.json'), JSON.stringify(CALENDAR));
    expect(await recount()).toBeGreaterThan(0);
    expect(await courtOf(caseId)).toMatchObject({ provisional: false, dueAt: Date.parse(COUNTED), deadlineVersion: 2, moved: { because: 'recounted', formerDueAt: Date.parse(FORMER) } });
    expect(await eventually('the agency is told', async () => told(), (all) => all.length > 0)).toEqual([{ requestId: `${caseId}.court.1`, because: 'recounted', dueAt: COUNTED, formerDueAt: FORMER, provisional: false, deadlineVersion: 2 }]);
    await eventually('its row says so', () => row(caseId), (found) => found?.['provisional'] === false && (found['dueAt'] as Date).toISOString() === COUNTED);
    expect(await recount()).toBe(0);
  });
});
