import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgencyStaff } from './agency-staff.js';
import { eventually } from './eventually.js';
import { filesThatHold } from './files-that-hold.js';
import { HubApi, type CaseNow } from './hub-api.js';
import { startHubOnClock, type Stack } from './hub-stack.js';
import { inventedPerson } from './invented-batch.js';
import type { MovingClock } from './moving-clock/moving-clock.js';

const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];
const WITHIN_MS = 20_000;
const [RENEWED, FLAGGED, STALE] = [9_001, 9_002, 9_003].map(inventedPerson);
/** Of discipline inspection holds 90 days, of the others 180. */
const FIRST = { meeting: 'department-board', meetingAt: '2026-08-25T01:00:00.000Z' };
const MOVED = { ...FIRST, meetingAt: '2026-09-02T07:00:00.000Z' };

/** Scenario 9, over all processes: the conclusion holds until 30 August, and the meeting is moved from 25 August to 2 September. */
describe('a conclusion that expires before the meeting', () => {
  let stack: Stack;
  let clock: MovingClock;
  let hub: HubApi;
  let renewed: string;
  let flagged: string;
  let stale: string;
  const staff: Record<string, AgencyStaff> = {};

  beforeAll(async () => {
    ({ stack, clock } = await startHubOnClock('2026-06-01T09:00:00+08:00'));
    hub = new HubApi(stack);
    for (const agency of AGENCIES) staff[agency] = new AgencyStaff(stack, agency);
    const lines = [RENEWED, FLAGGED, STALE].map((person, index) => `${person?.name},${person?.identityNumber},市试例局,科长,副局长,${index === 2 ? '2025.08.20' : '2025.09.10'}`);
    const { accepted } = await hub.importBatch(['姓名,身份证号,工作单位,现任职务,拟任职务,民主推荐日期', ...lines, ''].join('\n'), 'expires-1');
    [renewed = '', flagged = '', stale = ''] = accepted.map(({ caseId }) => caseId);
    for (const agency of AGENCIES) for (const caseId of [renewed, flagged, stale]) await clear(agency, caseId);
    for (const caseId of [renewed, flagged, stale]) await when(caseId, 'cleared', ({ status }) => status === 'cleared');
  }, 150_000);

  afterAll(async () => {
    await stack.stop();
    clock.end();
  }, 60_000);

  const of = (agency: string) => staff[agency] as AgencyStaff;
  const when = (caseId: string, what: string, is: (now: CaseNow) => boolean) => eventually(what, () => hub.readCase(caseId), is, WITHIN_MS);
  const openItem = (agency: string, caseId: string) => of(agency).itemOf(caseId, 'status=open');
  const clear = async (agency: string, caseId: string) => {
    const requestId = await openItem(agency, caseId);
    await of(agency).answer(requestId, await of(agency).clearForm(requestId));
  };
  const putOnAgenda = (caseId: string, body: object) => hub.command('officer', caseId, 'agenda', body);
  const agenda = async (from: string) => ((await hub.read('officer', `/api/agenda?from=${from}`)) as { items: { caseId: string; status: string; locked: boolean; conclusion: number; validUntil: string | null }[] }).items;
  const onAgenda = (what: string, isSo: (items: Awaited<ReturnType<typeof agenda>>) => boolean) => eventually(what, () => agenda(FIRST.meetingAt), isSo, WITHIN_MS);

  it('holds until the first of its verdicts expires, and the list of the meeting says until when', async () => {
    const { validUntil } = await hub.readCase(renewed);
    expect(validUntil?.slice(0, 10)).toBe('2026-08-30');
    for (const caseId of [renewed, flagged]) expect((await putOnAgenda(caseId, FIRST)).agenda).toMatchObject({ meetingAt: FIRST.meetingAt, conclusion: 1, locked: false });
    const items = await onAgenda('both', (all) => all.length === 2);
    expect(items.map(({ caseId, locked, conclusion }) => [caseId, locked, conclusion])).toEqual(expect.arrayContaining([[renewed, false, 1], [flagged, false, 1]]));
    for (const item of items) expect(item.validUntil?.slice(0, 10)).toBe('2026-08-30');
  });

  it('goes to no meeting with a democratic recommendation that is older than a year', async () => {
    await expect(putOnAgenda(stale, FIRST)).rejects.toThrow('agenda.recommendation-expired');
    expect((await hub.readCase(stale)).agenda).toBeNull();
  });

  it('is refused for the later meeting, before it has lapsed and after', async () => {
    await clock.moveTo('2026-08-24T16:00:00+08:00');
    await expect(putOnAgenda(renewed, MOVED)).rejects.toThrow('agenda.conclusion-expires');
    await clock.moveTo('2026-08-31T09:00:00+08:00');
    await expect(putOnAgenda(renewed, MOVED)).rejects.toThrow('agenda.conclusion-lapsed');
    // A coordinator that starts looks at once which conclusions have lapsed; one that runs looks every minute.
    await stack.restart('coordinator');
    for (const caseId of [renewed, flagged]) await when(caseId, 'lapsed', ({ status }) => status === 'lapsed');
    await expect(putOnAgenda(renewed, MOVED)).rejects.toThrow('agenda.conclusion-lapsed');
    const items = await onAgenda('both locked', (all) => all.every(({ locked }) => locked));
    expect(items.map(({ status, validUntil }) => [status, validUntil])).toEqual([['lapsed', null], ['lapsed', null]]);
  }, 60_000);

  it('is asked again only of the agency whose answer has expired, whether there is anything new, within two working days', async () => {
    for (const caseId of [renewed, flagged]) {
      const { requests } = await hub.command('officer', caseId, 're-vetting');
      // From Monday, 31 August: Tuesday and Wednesday.
      expect(requests.filter(({ status }) => status === 'open')).toMatchObject([{ agency: 'discipline', round: 2, renews: true, dueAt: '2026-09-02T09:30:00.000Z' }]);
      const { item } = await of('discipline').read(await openItem('discipline', caseId));
      expect(item.request?.scope).toMatch(/^是否有新情况：/);
      expect(item.request?.dueAt).toBe('2026-09-02T09:30:00.000Z');
    }
    for (const agency of AGENCIES.slice(1)) expect(await of(agency).list('status=open')).toEqual([]);
    await expect(putOnAgenda(renewed, MOVED)).rejects.toThrow('agenda.not-cleared');
  }, 60_000);

  it('is renewed as the second one, which holds until the next verdict expires, and goes to the meeting', async () => {
    await clear('discipline', renewed);
    const again = await when(renewed, 'cleared again', ({ status }) => status === 'cleared');
    expect(again).toMatchObject({ conclusion: 2, agenda: { conclusion: 1, locked: true } });
    expect(again.validUntil?.slice(0, 10)).toBe('2026-11-28');
    expect((await putOnAgenda(renewed, MOVED)).agenda).toMatchObject({ meetingAt: MOVED.meetingAt, conclusion: 2, locked: false });
    const events = (await hub.timeline(renewed)).filter((event) => ['CaseCleared', 'ConclusionLapsed', 'VettingResumed', 'PutOnAgenda'].includes(event));
    expect(events).toEqual(['CaseCleared', 'PutOnAgenda', 'ConclusionLapsed', 'VettingResumed', 'CaseCleared', 'PutOnAgenda']);
  });

  it('is halted where the agency has found something new', async () => {
    const requestId = await openItem('discipline', flagged);
    await of('discipline').answer(requestId, await of('discipline').flagForm(requestId));
    expect((await when(flagged, 'halted', ({ status }) => status === 'halted')).openFlags).toEqual(['discipline']);
    await expect(putOnAgenda(flagged, MOVED)).rejects.toThrow('agenda.not-cleared');
    const items = await onAgenda('one goes, one is locked', (all) => all.some(({ locked }) => !locked));
    expect(items.map(({ caseId, locked }) => [caseId, locked])).toEqual(expect.arrayContaining([[renewed, false], [flagged, true]]));
  });

  it('leaves every ledger whole and no number in a log', async () => {
    for (const { place, intact } of await hub.verifyLedgers()) expect({ place, intact }).toEqual({ place, intact: true });
    expect(filesThatHold(`${stack.dir}/logs`, [RENEWED, FLAGGED, STALE].map((person) => person?.identityNumber ?? ''), [])).toEqual([]);
  }, 30_000);
});
