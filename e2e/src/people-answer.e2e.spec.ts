import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgencyStaff } from './agency-staff.js';
import { eventually } from './eventually.js';
import { HubApi, type Imported } from './hub-api.js';
import { startHubOfPeople, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';

const [ALICE, BOB] = [inventedPerson(6_001), inventedPerson(6_002)];
const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];
const WITHIN_MS = 20_000;

describe('agencies answer by hand', () => {
  let stack: Stack;
  let hub: HubApi;
  let batch: Imported;
  const staff: Record<string, AgencyStaff> = {};

  beforeAll(async () => {
    stack = await startHubOfPeople();
    hub = new HubApi(stack);
    for (const agency of AGENCIES) staff[agency] = new AgencyStaff(stack, agency);
    batch = await hub.importBatch(batchCsv([ALICE, BOB]), 'people-batch-1');
  }, 120_000);

  afterAll(async () => {
    await stack.stop();
  }, 60_000);

  const of = (agency: string): AgencyStaff => {
    const found = staff[agency];
    if (!found) throw new Error(agency);
    return found;
  };
  const caseOf = (index: number): string => batch.accepted[index]?.caseId ?? '';
  const requestOf = async (caseId: string, agency: string) => (await hub.readCase(caseId)).requests.find((request) => request.agency === agency);

  it('shows each agency its own two requests with the names', async () => {
    for (const agency of AGENCIES) {
      const lines = await eventually(`the worklist of ${agency}`, () => of(agency).list(), (all) => all.length === 2, WITHIN_MS);
      expect(lines.map(({ name }) => name).sort()).toEqual([ALICE.name, BOB.name].sort());
    }
  });

  it('concludes when five have answered clear, one of them after it was told what it asked', async () => {
    const caseId = caseOf(0);
    const court = of('court');
    const asked = await court.itemOf(caseId);
    await court.claim(asked);
    await court.ask(asked, '请提供曾用名');
    await eventually('the question', () => requestOf(caseId, 'court'), (request) => request?.status === 'waiting-for-supplement', WITHIN_MS);
    for (const agency of AGENCIES.filter((each) => each !== 'court')) {
      const requestId = await of(agency).itemOf(caseId);
      await of(agency).answer(requestId, await of(agency).clearForm(requestId));
    }
    await eventually('four verdicts', async () => (await hub.readCase(caseId)).requests, (all) => all.filter(({ status }) => status === 'answered').length === 4, WITHIN_MS);
    expect((await hub.readCase(caseId)).status).toBe('vetting');
    await hub.sendSupplement(caseId, 'court', 1, '无曾用名');
    await eventually('the supplement', () => court.read(asked), ({ item }) => item.status === 'open' && item.supplements[0]?.text === '无曾用名', WITHIN_MS);
    await court.submit(asked, await court.clearForm(asked));
    await court.approve(asked);
    await eventually('cleared', () => hub.readCase(caseId), ({ status }) => status === 'cleared', WITHIN_MS);
  }, 60_000);

  it('halts at the flag of one, and recalls what the others were working on', async () => {
    const caseId = caseOf(1);
    const working = await of('audit').itemOf(caseId);
    await of('audit').claim(working);
    await of('audit').submit(working, await of('audit').clearForm(working));
    const flagged = await of('petitions').itemOf(caseId);
    expect(await of('petitions').answer(flagged, await of('petitions').flagForm(flagged))).toMatchObject({ status: 'answered', verdict: { version: 1, code: 'FLAG_VERIFYING' } });
    await eventually('halted', () => hub.readCase(caseId), ({ status }) => status === 'halted', WITHIN_MS);
    await eventually('recalled', () => of('audit').read(working), ({ item: closed }) => closed.status === 'recalled', WITHIN_MS);
    await expect(of('audit').approve(working)).rejects.toThrow('item.recalled');
    await eventually('filed', () => of('petitions').read(flagged), ({ item: answered }) => answered.status === 'filed', WITHIN_MS);
  }, 60_000);

  it('keeps one agency out of the worklist of another', async () => {
    const response = await fetch(`${stack.adapterUrls['court']}/api/items`, { headers: { authorization: `Bearer ${stack.mintStaffToken('audit', 'clerk')}` } });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'identity.not-permitted']);
  });

  it('leaves every ledger whole', async () => {
    for (const { place, intact } of await hub.verifyLedgers()) expect({ place, intact }).toEqual({ place, intact: true });
  }, 30_000);
});
