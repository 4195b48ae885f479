import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';
import { HubApi, type CaseItem } from './hub-api.js';
import { startHub, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson, registerCsv } from './invented-batch.js';

const [CLEAN, FLAGGED, ADVISED] = [inventedPerson(7_001), inventedPerson(7_002), inventedPerson(7_003)];
const AGENCIES = ['organization', 'discipline', 'public-security', 'court', 'procuratorate', 'audit', 'petitions'];

describe('the hub under county-keypost', () => {
  let stack: Stack;
  let hub: HubApi;
  let cases: CaseItem[];

  beforeAll(async () => {
    stack = await startHub({ 'public-security': registerCsv([FLAGGED], 'FLAG_VERIFYING'), audit: registerCsv([ADVISED], 'SUGGEST_DEFER') }, 'county-keypost');
    hub = new HubApi(stack);
    const { batchId } = await hub.importBatch(batchCsv([CLEAN, FLAGGED, ADVISED]), 'county-1', { policy: 'county-keypost' });
    const hasEnded = ({ status, verdicts }: CaseItem): boolean => status === 'cleared' || status === 'halted' || Object.keys(verdicts).length === AGENCIES.length;
    cases = await eventually('every agency has answered', () => hub.listCases(batchId), (rows) => rows.length === 3 && rows.every(hasEnded), 60_000);
  }, 120_000);

  afterAll(() => stack.stop(), 60_000);

  it('has an adapter for each agency that the policy names, and no other', () => {
    expect(Object.keys(stack.adapterUrls)).toEqual(AGENCIES);
  });

  it('concludes when all seven are clear', () => {
    expect(cases[0]).toMatchObject({ status: 'cleared', verdicts: Object.fromEntries(AGENCIES.map((agency) => [agency, 'CLEAR'])) });
  });

  it('halts at the flag of an agency that standard-five does not know', () => {
    expect(cases[1]).toMatchObject({ status: 'halted', verdicts: { 'public-security': 'FLAG_VERIFYING' } });
  });

  it('files advice as not blocking, and the case waits for a person', async () => {
    const { status, requests } = await hub.readCase(cases[2]?.caseId ?? '');
    expect(status).toBe('vetting');
    expect(requests.find(({ agency }) => agency === 'audit')?.verdict).toMatchObject({ code: 'SUGGEST_DEFER', blocking: false });
    expect(requests.every(({ status: answered }) => answered === 'answered')).toBe(true);
  });

  it('keeps every ledger intact', async () => {
    for (const { place, intact } of await hub.verifyLedgers()) expect([place, intact]).toEqual([place, true]);
  });

  it('refuses a batch under a policy whose agencies nobody has connected', async () => {
    await expect(hub.importBatch(batchCsv([CLEAN]), 'province-1', { policy: 'province' })).rejects.toThrow(/batch.agencies-without-keys/);
  });
});
