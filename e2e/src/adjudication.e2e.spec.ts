import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgencyStaff } from './agency-staff.js';
import { filesThatHold } from './files-that-hold.js';
import { eventually } from './eventually.js';
import { HubApi, type CaseNow } from './hub-api.js';
import { startHubOfPeople, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson, withWrongCheck, type InventedPerson } from './invented-batch.js';

const AGENCIES = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];
const WITHIN_MS = 20_000;
const [TWO_FLAGS, WITHDRAWN, REPLACEMENT, TWICE, NAMESAKE] = [6_101, 6_102, 6_103, 6_104, 6_105].map(inventedPerson) as [InventedPerson, InventedPerson, InventedPerson, InventedPerson, InventedPerson];

/** Scenarios 2 and 4, and the entry checks of scenario 8, over all processes. */
describe('what was halted, withdrawn or proposed twice', () => {
  let stack: Stack;
  let hub: HubApi;
  const staff: Record<string, AgencyStaff> = {};
  let batches = 0;

  beforeAll(async () => {
    stack = await startHubOfPeople();
    hub = new HubApi(stack);
    for (const agency of AGENCIES) staff[agency] = new AgencyStaff(stack, agency);
  }, 120_000);

  afterAll(() => stack.stop(), 60_000);

  const of = (agency: string) => staff[agency] as AgencyStaff;
  const propose = async (...people: InventedPerson[]): Promise<string[]> => (await hub.importBatch(batchCsv(people), `adjudication-${batches++}`)).accepted.map(({ caseId }) => caseId);
  const itemOf = (agency: string, caseId: string): Promise<string> => of(agency).itemOf(caseId, 'status=open');
  const when = (caseId: string, what: string, is: (now: CaseNow) => boolean) => eventually(what, () => hub.readCase(caseId), is, WITHIN_MS);
  const clear = async (caseId: string, agencies: readonly string[]) => {
    for (const agency of agencies) {
      const requestId = await itemOf(agency, caseId);
      await of(agency).answer(requestId, await of(agency).clearForm(requestId));
    }
  };

  it('two agencies flag in the same second: both flags stand, one halt, and both have to be resolved', async () => {
    const [caseId = ''] = await propose(TWO_FLAGS);
    const flagging = ['discipline', 'petitions'];
    const items: Record<string, string> = {};
    for (const agency of flagging) {
      const requestId = (items[agency] = await itemOf(agency, caseId));
      await of(agency).claim(requestId);
      await of(agency).submit(requestId, await of(agency).flagForm(requestId));
    }
    await Promise.all(flagging.map((agency) => of(agency).approve(items[agency] ?? '')));
    const halted = await when(caseId, 'both flags', ({ openFlags }) => openFlags.length === 2);
    expect([halted.status, [...halted.openFlags].sort()]).toEqual(['halted', flagging]);
    expect((await hub.timeline(caseId)).filter((event) => event === 'CaseHalted')).toHaveLength(1);
    const told = await eventually('the notice', () => hub.inboxOf('coordinator'), (all) => all.some((each) => each.caseId === caseId && each.fact === 'case-halted'), WITHIN_MS);
    expect(told.filter((each) => each.caseId === caseId && each.fact === 'case-halted')).toHaveLength(1);

    await expect(hub.command('officer', caseId, 'decisions', { kind: 'resume', reason: '经研究' })).rejects.toThrow('halt.flags-open');
    await hub.decideTogether(caseId, { kind: 'close-flag', agency: 'petitions', basis: '试例第三条' });
    await expect(hub.command('officer', caseId, 'decisions', { kind: 'resume', reason: '经研究' })).rejects.toThrow('halt.flags-open');
    await of('discipline').answer(items['discipline'] ?? '', await of('discipline').clearForm(items['discipline'] ?? ''));
    await when(caseId, 'the corrected verdict', ({ openFlags }) => openFlags.length === 0);
    const resumed = await hub.decideTogether(caseId, { kind: 'resume' });
    expect(resumed.status).toBe('vetting');
    await clear(caseId, ['court', 'procuratorate', 'audit']);
    const cleared = await when(caseId, 'cleared', ({ status }) => status === 'cleared');

    await stack.restart('coordinator');
    expect(await hub.readCase(caseId)).toEqual(cleared);
  }, 90_000);

  it('a candidate who is withdrawn midway: recalled, sealed, not negative, and a replacement starts from zero', async () => {
    const [caseId = ''] = await propose(WITHDRAWN);
    const open = await itemOf('court', caseId);
    await clear(caseId, ['audit']);
    await when(caseId, 'one verdict', ({ requests }) => requests.some(({ status }) => status === 'answered'));
    const withdrawn = await hub.command('officer', caseId, 'withdrawal', { reason: '推荐单位撤回' });
    expect(withdrawn).toMatchObject({ status: 'withdrawn', sealed: true, openFlags: [] });
    const recalled = await when(caseId, 'the beat', ({ requests }) => requests.every(({ status }) => status !== 'open'));
    expect(recalled.requests.map(({ status, verdict }) => [status, verdict])).toEqual(AGENCIES.map((agency) => [agency === 'audit' ? 'answered' : 'recalled', null]));
    await eventually('the recall', () => of('court').read(open), ({ item }) => item.status === 'recalled', WITHIN_MS);
    expect((await hub.timeline(caseId)).at(-1)).toBe('RequestRecalled');
    const [next = ''] = await propose(REPLACEMENT);
    const started = await when(next, 'vetting', ({ status }) => status === 'vetting');
    expect(started.requests.map(({ status }) => status)).toEqual(AGENCIES.map(() => 'open'));
  }, 60_000);

  it('a person in two batches: both are told, a flag in one holds the other, a namesake is another person', async () => {
    const namesake = { ...NAMESAKE, name: TWICE.name };
    const [first = ''] = await propose(TWICE);
    const [second = '', third = ''] = await propose(TWICE, namesake);
    for (const [one, other] of [[first, second], [second, first]] as const) {
      await when(one, 'the other case', ({ otherCases }) => otherCases.some(({ caseId }) => caseId === other));
      await eventually('its notice', () => hub.inboxOf('coordinator'), (all) => all.some((each) => each.caseId === one && each.fact === 'case-same-person-found'), WITHIN_MS);
    }
    const requestId = await itemOf('petitions', first);
    await of('petitions').answer(requestId, await of('petitions').flagForm(requestId));
    await when(second, 'withheld', ({ otherCases }) => otherCases.some(({ holds }) => holds));
    await clear(second, AGENCIES);
    await when(second, 'all answered', ({ requests }) => requests.every(({ status }) => status === 'answered'));
    await expect(hub.command('officer', second, 'conclusion')).rejects.toThrow('conclusion.other-case');
    expect((await hub.readCase(third)).otherCases).toEqual([]);
    const free = await hub.decideTogether(second, { kind: 'disregard', otherCaseId: first });
    expect(free.status).toBe('cleared');
  }, 90_000);

  it('a wrong check digit is refused at entry, and nothing is opened for it', async () => {
    const { accepted, refused } = await hub.importBatch(batchCsv([withWrongCheck(NAMESAKE), inventedPerson(6_106)]), 'adjudication-wrong');
    expect([accepted.length, refused.map(({ code }) => code)]).toEqual([1, ['identity.check-digit']]);
  });

  it('leaves every ledger whole and no number in a log', async () => {
    for (const { place, intact } of await hub.verifyLedgers()) expect({ place, intact }).toEqual({ place, intact: true });
    const numbers = [TWO_FLAGS, WITHDRAWN, REPLACEMENT, TWICE, NAMESAKE].map(({ identityNumber }) => identityNumber);
    expect(filesThatHold(`${stack.dir}/logs`, numbers, [])).toEqual([]);
  }, 30_000);
});
