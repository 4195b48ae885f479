import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgencyStaff } from './agency-staff.js';
import { eventually } from './eventually.js';
import { filesThatHold } from './files-that-hold.js';
import { HubApi, type CaseNow } from './hub-api.js';
import { startHubOnClock, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';
import type { MovingClock } from './moving-clock/moving-clock.js';

const OTHERS = ['court', 'procuratorate', 'audit', 'petitions'];
const WITHIN_MS = 20_000;
const PERSON = inventedPerson(9_101);

interface Filed {
  readonly agency: string;
  readonly version: number;
  readonly code: string;
  readonly findings: readonly object[];
  readonly approvers: readonly object[];
}

interface ClearanceRecord {
  readonly agency: string;
  readonly version: number;
  readonly because: string;
  readonly meetingMissed: boolean;
  readonly seenBy: readonly { readonly by: string }[];
}

/** Scenario 3, over all processes: discipline inspection flags, verifies for 18 working days, and takes its flag back. */
describe('a flag that is withdrawn after verification', () => {
  let stack: Stack;
  let clock: MovingClock;
  let hub: HubApi;
  let caseId: string;
  let flagged: string;
  const staff: Record<string, AgencyStaff> = {};

  beforeAll(async () => {
    ({ stack, clock } = await startHubOnClock('2026-03-03T09:00:00+08:00'));
    hub = new HubApi(stack);
    for (const agency of ['discipline', ...OTHERS]) staff[agency] = new AgencyStaff(stack, agency);
    const { accepted } = await hub.importBatch(batchCsv([PERSON]), 'withdrawn-flag-1');
    caseId = accepted[0]?.caseId ?? '';
    flagged = await of('discipline').itemOf(caseId, 'status=open');
  }, 150_000);

  afterAll(async () => {
    await stack.stop();
    clock.end();
  }, 60_000);

  const of = (agency: string) => staff[agency] as AgencyStaff;
  const when = (what: string, is: (now: CaseNow) => boolean) => eventually(what, () => hub.readCase(caseId), is, WITHIN_MS);
  const told = (desk: string, fact: string) => eventually(fact, () => hub.inboxOf(desk), (all) => all.some((each) => each.caseId === caseId && each.fact === fact), WITHIN_MS);
  const verdictsOfDiscipline = async () => ((await hub.read('officer', `/api/cases/${caseId}/file`)) as { verdicts: Filed[] }).verdicts.filter(({ agency }) => agency === 'discipline');
  const clear = async (agency: string) => {
    const requestId = await of(agency).itemOf(caseId, 'status=open');
    await of(agency).answer(requestId, await of(agency).clearForm(requestId));
  };

  it('halts the case, and who reads it is on record', async () => {
    await clear('court');
    await of('discipline').answer(flagged, await of('discipline').flagForm(flagged));
    expect((await when('halted', ({ status }) => status === 'halted')).openFlags).toEqual(['discipline']);
    expect(await verdictsOfDiscipline()).toMatchObject([{ version: 1, code: 'FLAG_VERIFYING' }]);
    await hub.read('coordinatorApprover', `/api/cases/${caseId}/file`);
  }, 60_000);

  it('stays beside the correction: the first opinion is on record, the second counts, both are signed', async () => {
    // 18 working days after Tuesday, 3 March.
    await clock.moveTo('2026-03-27T10:00:00+08:00');
    await of('discipline').answer(flagged, await of('discipline').clearForm(flagged));
    const corrected = await when('the corrected verdict', ({ openFlags }) => openFlags.length === 0);
    expect(corrected.status).toBe('halted');
    const [first, second] = await verdictsOfDiscipline();
    expect([first, second]).toMatchObject([{ version: 1, code: 'FLAG_VERIFYING' }, { version: 2, code: 'CLEAR', findings: [] }]);
    expect([first?.findings.length, first?.approvers.length, second?.approvers.length]).toEqual([1, 1, 1]);
  });

  it('is told to everybody who had seen it, with a clearance record that names them', async () => {
    for (const desk of ['coordinator', 'auditor']) await told(desk, 'case-flag-fell');
    const { items } = (await hub.read('officer', `/api/cases/${caseId}/clearances`)) as { items: ClearanceRecord[] };
    expect(items).toMatchObject([{ agency: 'discipline', version: 1, because: 'corrected', meetingMissed: false }]);
    expect(items[0]?.seenBy.map(({ by }) => by).sort()).toEqual(['local-coordinatorApprover', 'local-officer']);
  });

  it('releases the halt by two persons alone', async () => {
    const { decisions } = await hub.command('officer', caseId, 'decisions', { kind: 'resume', reason: '查无实据，建议恢复' });
    await expect(hub.command('officer', caseId, `decisions/${decisions.length}/confirmation`)).rejects.toThrow('identity.not-permitted');
    expect((await hub.readCase(caseId)).status).toBe('halted');
    const resumed = await hub.command('coordinatorApprover', caseId, `decisions/${decisions.length}/confirmation`);
    expect(resumed.status).toBe('vetting');
  });

  it('lets the person return to vetting, and be cleared by what the others say', async () => {
    for (const agency of OTHERS.slice(1)) await clear(agency);
    await when('cleared', ({ status }) => status === 'cleared');
    const events = (await hub.timeline(caseId)).filter((event) => ['CaseHalted', 'FlagCorrected', 'VettingResumed', 'CaseCleared'].includes(event));
    expect(events).toEqual(['CaseHalted', 'FlagCorrected', 'VettingResumed', 'CaseCleared']);
    const halts = await eventually('the figures', () => hub.figuresOf('discipline', ['2026-01-01', '2026-03-31']), (figures) => figures?.halts.cleared === 1, WITHIN_MS);
    expect(halts?.halts).toEqual({ count: 1, standing: 0, cleared: 1 });
  }, 60_000);

  it('suggests clearing the name where a meeting went by while it stood', async () => {
    await hub.command('officer', caseId, 'agenda', { meeting: 'standing-committee', meetingAt: '2026-04-01T01:00:00.000Z' });
    await of('discipline').answer(flagged, await of('discipline').flagForm(flagged));
    expect((await when('halted again', ({ status }) => status === 'halted')).agenda).toMatchObject({ locked: true });
    await clock.moveTo('2026-04-02T09:00:00+08:00');
    await of('discipline').answer(flagged, await of('discipline').clearForm(flagged));
    await when('corrected again', ({ openFlags }) => openFlags.length === 0);
    const { items } = (await hub.read('auditor', `/api/cases/${caseId}/clearances`)) as { items: ClearanceRecord[] };
    expect(items.map(({ version, meetingMissed }) => [version, meetingMissed])).toEqual([[1, false], [3, true]]);
  }, 60_000);

  it('leaves every ledger whole and no number in a log', async () => {
    for (const { place, intact } of await hub.verifyLedgers()) expect({ place, intact }).toEqual({ place, intact: true });
    expect(filesThatHold(`${stack.dir}/logs`, [PERSON.identityNumber], [])).toEqual([]);
  }, 30_000);
});
