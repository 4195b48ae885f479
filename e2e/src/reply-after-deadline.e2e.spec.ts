import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgencyFigures } from '@lianshen/contracts/api';
import { AgencyStaff } from './agency-staff.js';
import { eventually } from './eventually.js';
import { filesThatHold } from './files-that-hold.js';
import { HubApi, type CaseNow, type RequestNow } from './hub-api.js';
import { startHubOnClock, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';
import type { MovingClock } from './moving-clock/moving-clock.js';

const POLICY = 'city-2026';
/** Of the eighteen of the policy: who is late, and two who are in time. Their rules are those that ship; a process for each of the others would show no more. */
const AGENCIES = ['discipline', 'court', 'petitions'];
const IN_TIME = ['court', 'petitions'];
const PEOPLE = Array.from({ length: 12 }, (_, index) => inventedPerson(9_201 + index));
const LATER = [9_251, 9_252, 9_253].map(inventedPerson);
/** Thursday, 24 September, and five working days more: the holidays are out, and so is the Sunday. */
const SENT = '2026-09-24T10:00:00+08:00';
const DUE = '2026-10-09T09:30:00.000Z';
const MEETING = { meeting: 'department-board', meetingAt: '2026-10-20T01:00:00.000Z' };
const WITHIN_MS = 30_000;

/** The first of January is off, so that the fifth working day is one later. */
const YEAR_2027 = {
  name: 'city',
  extends: 'china',
  years: [{ year: 2027, source: '虚构 invented', holidays: [{ name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' }], shiftedWorkdays: [] }],
};

interface Clock {
  readonly requests: readonly { readonly agency: string; readonly entries: readonly { readonly event: string; readonly formerDueAt: string | null; readonly step: { readonly rule: string; readonly dueAt: string; readonly mark: string | null } | null }[] }[];
}

/** The policy as it ships, without the agencies that take no part here. */
function writePolicy(dir: string): void {
  const policy = JSON.parse(readFileSync(new URL(`../../deploy/policies/${POLICY}.json`, import.meta.url), 'utf8')) as { agencies: { agency: string }[] };
  writeFileSync(join(dir, `${POLICY}.json`), JSON.stringify({ ...policy, agencies: policy.agencies.filter(({ agency }) => AGENCIES.includes(agency)) }));
}

/** Scenarios 1 and 7, over all processes: a batch goes out before the autumn holidays, and one agency answers two working days late. */
describe('a reply after the deadline, and holidays inside it', () => {
  let stack: Stack;
  let clock: MovingClock;
  let hub: HubApi;
  let cases: readonly string[];
  let batches = 0;
  const policiesDir = mkdtempSync(join(tmpdir(), 'lianshen-e2e-policies-'));
  const staff: Record<string, AgencyStaff> = {};

  beforeAll(async () => {
    writePolicy(policiesDir);
    ({ stack, clock } = await startHubOnClock('2026-09-24T09:00:00+08:00', { policiesDir, policy: POLICY, requestsPerMinute: 100_000 }));
    hub = new HubApi(stack);
    // Of discipline inspection two sign besides the clerk.
    for (const agency of AGENCIES) staff[agency] = new AgencyStaff(stack, agency, agency === 'discipline' ? ['approver', 'agencyHead'] : ['approver']);
    await clock.moveTo(SENT);
    cases = await propose(PEOPLE);
  }, 150_000);

  afterAll(async () => {
    await stack.stop();
    clock.end();
    rmSync(policiesDir, { recursive: true, force: true });
  }, 60_000);

  const of = (agency: string) => staff[agency] as AgencyStaff;
  const person = (number: number): string => cases[number - 1] ?? '';
  const [late, submitted] = [7, 8];
  const others = (): string[] => cases.filter((caseId) => caseId !== person(late));
  const when = (caseId: string, what: string, is: (now: CaseNow) => boolean) => eventually(what, () => hub.readCase(caseId), is, WITHIN_MS);
  const requestOf = ({ requests }: CaseNow, agency: string): RequestNow | undefined => requests.find((request) => request.agency === agency);
  const propose = async (people: typeof PEOPLE): Promise<string[]> => {
    const { accepted } = await hub.importBatch(batchCsv(people), `deadline-${batches++}`, { policy: POLICY, conclusion: 'officer' });
    const proposed = accepted.map(({ caseId }) => caseId);
    for (const caseId of proposed) await when(caseId, 'asked', ({ requests }) => requests.length === AGENCIES.length);
    return proposed;
  };
  const answer = async (agency: string, caseId: string, form: 'clearForm' | 'flagForm' = 'clearForm', status = 'open') => {
    const requestId = await of(agency).itemOf(caseId, `status=${status}`);
    await of(agency).answer(requestId, await of(agency)[form](requestId));
  };
  const entriesOf = async (caseId: string, agency: string) => ((await hub.read('officer', `/api/cases/${caseId}/clock`)) as Clock).requests.find((request) => request.agency === agency)?.entries ?? [];
  /** Every reminder and rung that the agency's clock tells: rule, moment and mark. */
  const steps = async (caseId: string, agency: string) => (await entriesOf(caseId, agency)).flatMap(({ step }) => (step ? [[step.rule, step.dueAt, step.mark]] : []));
  const told = (agency: string, caseId: string, fact: string) =>
    eventually(`${fact} at ${agency}`, () => hub.inboxOf(agency), (all) => all.some((each) => each.fact === fact && each.requestId?.startsWith(caseId) === true), WITHIN_MS);
  const figures = async (what: string, are: (figures: AgencyFigures) => boolean) =>
    (await eventually(what, () => hub.figuresOf('discipline', ['2026-10-01', '2026-12-31']), (found) => found !== null && are(found), WITHIN_MS)) as AgencyFigures;
  const dueAt = async (caseId: string, agency: string) => requestOf(await hub.readCase(caseId), agency)?.dueAt;

  it('is due after five working days, which holidays and weekends put off', async () => {
    for (const caseId of [person(1), person(late)]) expect(await dueAt(caseId, 'discipline')).toBe(DUE);
    // Three working days: 28, 29 and 30 September.
    expect(await dueAt(person(1), 'court')).toBe('2026-09-30T09:30:00.000Z');
    expect((await of('discipline').read(await of('discipline').itemOf(person(late)))).item.request?.dueAt).toBe(DUE);
  });

  it('counts from the next day what comes after office hours', async () => {
    await clock.moveTo('2026-09-28T16:00:00+08:00');
    const [before = ''] = await propose(LATER.slice(0, 1));
    await clock.moveTo('2026-09-28T18:00:00+08:00');
    const [after = ''] = await propose(LATER.slice(1, 2));
    expect([await dueAt(before, 'court'), await dueAt(after, 'court')]).toEqual(['2026-10-08T09:30:00.000Z', '2026-10-09T09:30:00.000Z']);
  }, 60_000);

  it('lets the others go on: they are concluded, and one goes to a meeting, while one waits', async () => {
    await clock.moveTo('2026-09-29T09:00:00+08:00');
    await Promise.all([...IN_TIME.map((agency) => [agency, cases] as const), ['discipline', others()] as const].map(async ([agency, all]) => {
      for (const caseId of all) await answer(agency, caseId);
    }));
    for (const caseId of others()) await when(caseId, 'answered', ({ requests }) => requests.every(({ status }) => status === 'answered'));
    for (const [index, time] of ['2026-09-30T09:00:00+08:00', '2026-10-08T09:00:00+08:00', '2026-10-09T10:00:00+08:00'].entries()) {
      await clock.moveTo(time);
      await eventually('the reminder', () => steps(person(late), 'discipline'), ({ length }) => length === index + 1, WITHIN_MS);
    }
    for (const caseId of others()) expect((await hub.command('officer', caseId, 'conclusion')).status).toBe('cleared');
    expect((await hub.command('officer', person(submitted), 'agenda', MEETING)).agenda).toMatchObject({ conclusion: 1, locked: false });
    await expect(hub.command('officer', person(late), 'conclusion')).rejects.toThrow('conclusion.not-ready');
  }, 120_000);

  it('is reminded two working days before, one before and on the day itself, when the office opens, and the others are not', async () => {
    expect(await steps(person(late), 'discipline')).toEqual([
      ['before-2-clerk', '2026-09-30T00:30:00.000Z', 'yellow'],
      ['before-1-clerk', '2026-10-08T00:30:00.000Z', null],
      ['before-0-clerk', '2026-10-09T00:30:00.000Z', 'red'],
    ]);
    expect(await steps(person(1), 'discipline')).toEqual([]);
    await told('discipline', person(late), 'request-reminder');
  });

  it('is marked when the office closes on the last day, and is no consent', async () => {
    expect(requestOf(await hub.readCase(person(late)), 'discipline')?.overdueAt).toBeNull();
    await clock.moveTo('2026-10-09T17:31:00+08:00');
    const overdue = await when(person(late), 'overdue', (now) => requestOf(now, 'discipline')?.overdueAt !== null);
    expect([overdue.status, requestOf(overdue, 'discipline')?.status]).toEqual(['vetting', 'open']);
    await expect(hub.command('officer', person(late), 'conclusion')).rejects.toThrow('conclusion.not-ready');
    await told('discipline', person(late), 'request-overdue');
    expect(await figures('twelve are due', ({ dueSoFar }) => dueSoFar === PEOPLE.length)).toMatchObject({ dueOnTime: 11, openOverdue: 1, onTimeRate: 0.917 });
  }, 60_000);

  it('climbs to the head on the next working day, which is a Saturday', async () => {
    await clock.moveTo('2026-10-10T09:00:00+08:00');
    const climbed = await eventually('the first rung', () => steps(person(late), 'discipline'), ({ length }) => length === 4, WITHIN_MS);
    expect(climbed.at(-1)).toEqual(['after-1-head', '2026-10-10T00:30:00.000Z', null]);
    await told('discipline', person(late), 'request-escalated');
    expect((await hub.readCase(person(late))).status).toBe('vetting');
  }, 60_000);

  it('is accepted two working days late, of which the Saturday is one and the Sunday is none, and halts that person alone', async () => {
    await clock.moveTo('2026-10-12T09:00:00+08:00');
    await answer('discipline', person(late), 'flagForm');
    const halted = await when(person(late), 'halted', ({ status }) => status === 'halted');
    expect(halted.openFlags).toEqual(['discipline']);
    expect(requestOf(halted, 'discipline')?.verdict).toMatchObject({ code: 'FLAG_VERIFYING', lateWorkingDays: 2 });
    for (const caseId of others()) {
      const { status, requests } = await hub.readCase(caseId);
      expect([status, requests.map(({ verdict }) => verdict?.lateWorkingDays)]).toEqual(['cleared', [0, 0, 0]]);
    }
  }, 60_000);

  it('stays out of the on-time rate of its agency, as two working days late', async () => {
    const after = await figures('the late answer', ({ answeredLate }) => answeredLate === 1);
    expect([after.dueOnTime, after.lateWorkingDays.max]).toEqual([11, 2]);
    expect(after.onTimeRate).toBeLessThan(1);
  });

  it('opens a supplementary review of who was submitted already where the agency corrects its answer, and locks the item of the agenda', async () => {
    expect((await hub.readCase(person(submitted))).agenda).toMatchObject({ locked: false });
    await answer('discipline', person(submitted), 'flagForm', 'filed');
    const halted = await when(person(submitted), 'halted', ({ status }) => status === 'halted');
    expect(halted).toMatchObject({ openFlags: ['discipline'], validUntil: null, agenda: { conclusion: 1, locked: true } });
    await expect(hub.command('officer', person(submitted), 'agenda', MEETING)).rejects.toThrow('agenda.not-cleared');
    const { items } = (await hub.read('officer', '/api/agenda')) as { items: { caseId: string; locked: boolean }[] };
    expect(items.map(({ caseId, locked }) => [caseId, locked])).toEqual([[person(submitted), true]]);
  }, 60_000);

  it('never says that anybody was deemed to consent', async () => {
    for (const caseId of cases) {
      const told = JSON.stringify([await hub.readCase(caseId), await hub.read('officer', `/api/cases/${caseId}/timeline?limit=500`)]);
      expect(told).not.toMatch(/视为|默认同意|deemed|consent/i);
    }
  });

  it('is provisional in a year without a calendar, and counted again once that is imported: both values are kept, both sides know', async () => {
    await clock.moveTo('2026-12-30T10:00:00+08:00');
    const [caseId = ''] = await propose(LATER.slice(2));
    // 31 December, and Monday to Friday of what is not known: 1, 4, 5 and 6 January.
    const [former, counted] = ['2027-01-06T09:30:00.000Z', '2027-01-07T09:30:00.000Z'];
    expect(requestOf(await hub.readCase(caseId), 'discipline')).toMatchObject({ dueAt: former, provisional: true });
    expect(requestOf(await hub.readCase(person(1)), 'discipline')?.provisional).toBe(false);
    const requestId = await of('discipline').itemOf(caseId, 'status=open');
    expect((await of('discipline').read(requestId)).item).toMatchObject({ dueAt: former, provisional: true, formerDueAt: null });

    writeFileSync(join(stack.dir, 'calendars', 'coordinator.json'), JSON.stringify(YEAR_2027));
    // A coordinator that starts reads its calendars at once; one that runs looks every minute.
    await stack.restart('coordinator');
    expect(requestOf(await when(caseId, 'counted again', (now) => requestOf(now, 'discipline')?.provisional === false), 'discipline')?.dueAt).toBe(counted);
    expect((await entriesOf(caseId, 'discipline')).find(({ event }) => event === 'recounted')?.formerDueAt).toBe(former);
    const isTold = ({ item }: { item: { dueAt: string | null } }) => item.dueAt === counted;
    expect((await eventually('the agency knows', () => of('discipline').read(requestId), isTold, WITHIN_MS)).item).toMatchObject({ provisional: false, formerDueAt: former });
    await told('discipline', caseId, 'deadline-moved');
  }, 90_000);

  it('leaves every ledger whole and no number in a log', async () => {
    for (const { place, intact } of await hub.verifyLedgers()) expect({ place, intact }).toEqual({ place, intact: true });
    expect(filesThatHold(`${stack.dir}/logs`, [...PEOPLE, ...LATER].map(({ identityNumber }) => identityNumber), [])).toEqual([]);
  }, 30_000);
});
