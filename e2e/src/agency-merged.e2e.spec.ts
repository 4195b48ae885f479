import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgencyStaff, type Item } from './agency-staff.js';
import { eventually } from './eventually.js';
import { HubApi, type Imported } from './hub-api.js';
import { startHubOfPeople, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';

const [ALICE, BOB, CAROL] = [inventedPerson(7_101), inventedPerson(7_102), inventedPerson(7_103)];
const MARKET = '市场监督管理局';
const NAMES: Readonly<Record<string, string>> = { commerce: '市工商局', quality: '市质监局', market: MARKET };
const CODES: Readonly<Record<string, string>> = { commerce: '11990100MB0000001T', quality: '11990100MB0000002X', market: '11990100MB00000031' };
const WITHIN_MS = 20_000;
/** Long enough to see that nothing happens before the moment. */
const UNTIL_REFORM_MS = 6_000;

const agencyOf = (agency: string, name: string, scope: string, workingDays: number) => ({
  agency, name: { zh: name, en: agency }, scope, fields: ['name', 'identityNumber'], within: { workingDays }, validDays: 180, categories: { 无: 'CLEAR', 有问题: 'OBJECT' },
});

const POLICY = {
  name: 'reform', version: 1, title: { zh: '机构改革期间', en: 'During a reform' }, conclusion: 'automatic', haltReviewDays: 30, retentionDays: 365,
  agencies: [agencyOf('commerce', '市工商局', '工商登记违法', 5), agencyOf('quality', '市质监局', '质量违法', 8), agencyOf('audit', '市审计局', '经济责任审计', 5)],
};

interface Request {
  readonly requestId: string;
  readonly agency: string;
  readonly agencyName: { readonly zh: string };
  readonly status: string;
  readonly dueAt: string;
  readonly answersFor: readonly string[];
}

interface Moved extends Item {
  readonly request: (NonNullable<Item['request']> & { readonly scope: string; readonly dueAt: string; readonly movedFrom?: readonly { readonly name: { readonly zh: string }; readonly at: string }[] }) | null;
}

describe('two agencies are merged by a reform in the middle of a batch', () => {
  let stack: Stack;
  let hub: HubApi;
  let batch: Imported;
  let effectiveAt: string;
  const staff: Record<string, AgencyStaff> = {};

  const policiesDir = mkdtempSync(join(tmpdir(), 'lianshen-e2e-policies-'));

  beforeAll(async () => {
    writeFileSync(join(policiesDir, 'reform.json'), JSON.stringify(POLICY));
    stack = await startHubOfPeople({ policiesDir, policy: 'reform', also: [{ agency: 'market', name: MARKET, approversMin: 1 }] });
    hub = new HubApi(stack);
    for (const agency of Object.keys(stack.adapterUrls)) staff[agency] = new AgencyStaff(stack, agency);
    for (const [agency, name] of Object.entries(NAMES)) await hub.post('administrator', '/api/agencies', { agency, name: { zh: name, en: agency }, code: { code: CODES[agency] } });
    batch = await hub.importBatch(batchCsv([ALICE, BOB]), 'reform-batch', { policy: 'reform' });
  }, 120_000);

  afterAll(async () => {
    await stack.stop();
    rmSync(policiesDir, { recursive: true, force: true });
  }, 60_000);

  const of = (agency: string): AgencyStaff => {
    const found = staff[agency];
    if (!found) throw new Error(agency);
    return found;
  };
  const caseOf = (index: number): string => batch.accepted[index]?.caseId ?? '';
  const requestsOf = async (caseId: string) => ((await hub.readCase(caseId)) as unknown as { requests?: Request[] }).requests ?? [];
  const answer = async (agency: string, caseId: string) => of(agency).answer(await of(agency).itemOf(caseId), { category: '无', findings: [] });
  const filed = (caseId: string, agency: string) => eventually(`the verdict of ${agency}`, () => requestsOf(caseId), (all) => all.some((request) => request.agency === agency && request.status === 'answered'), WITHIN_MS);

  it('before it, they answer and work on drafts', async () => {
    await answer('commerce', caseOf(0));
    await filed(caseOf(0), 'commerce');
    const draft = await of('quality').itemOf(caseOf(1));
    await of('quality').claim(draft);
    await of('commerce').itemOf(caseOf(1));
    await of('quality').itemOf(caseOf(0));
  }, 60_000);

  it('is decided by two persons, and changes nothing before its time', async () => {
    effectiveAt = new Date(Date.now() + UNTIL_REFORM_MS).toISOString();
    for (const agency of ['commerce', 'quality']) {
      await hub.post('administrator', `/api/agencies/${agency}/changes`, { kind: 'merge', into: 'market', effectiveAt, reason: '机构改革方案' });
      await expect(hub.post('administrator', `/api/agencies/${agency}/changes/1/confirmation`)).rejects.toThrow(/agency.change-four-eyes/);
      await hub.post('coordinatorApprover', `/api/agencies/${agency}/changes/1/confirmation`);
    }
    expect((await of('quality').list('mine=true')).map(({ caseId }) => caseId)).toEqual([caseOf(1)]);
    expect(Date.now()).toBeLessThan(Date.parse(effectiveAt));
  });

  it('shuts the old people out at the moment', async () => {
    const read = (agency: string) => of(agency).list().then(() => 'open', (error: Error) => error.message);
    for (const agency of ['commerce', 'quality']) {
      const answered = await eventually(`${agency} is closed`, () => read(agency), (text) => text !== 'open', WITHIN_MS);
      expect(answered).toMatch(/403.*agency\.closed/);
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(effectiveAt));
    }
    expect((await hub.verifyLedgers()).every(({ intact }) => intact)).toBe(true);
  }, 60_000);

  it('moves open requests to the successor with their deadline, what both were asked as one with both scopes', async () => {
    const [one, both] = [await of('market').itemOf(caseOf(0)), await of('market').itemOf(caseOf(1))];
    const { item: moved } = (await of('market').read(one)) as { item: Moved };
    expect(moved.request).toMatchObject({ scope: '质量违法', movedFrom: [{ name: { zh: '市质监局' }, at: effectiveAt }] });
    const { item: joined } = (await of('market').read(both)) as { item: Moved };
    expect(joined.request?.scope).toBe('市工商局：工商登记违法；市质监局：质量违法');
    expect(joined.request?.movedFrom?.map(({ name }) => name.zh)).toEqual(['市工商局', '市质监局']);
    const requests = await requestsOf(caseOf(1));
    const dueAt = (agency: string) => requests.find((request) => request.agency === agency)?.dueAt;
    expect(dueAt('market')).toBe(dueAt('commerce'));
    expect((await of('market').list()).filter(({ caseId }) => caseId === caseOf(1))).toHaveLength(1);
  }, 60_000);

  it('tells the desk of the successor, and shows it nothing of what the others had drafted', async () => {
    const issued = await eventually('notices', () => hub.inboxOf('market'), (items) => items.filter(({ fact }) => fact === 'request-issued').length === 2, WITHIN_MS);
    expect(issued.every(({ requestId }) => requestId?.includes('.market.') === true)).toBe(true);
    const { item } = await of('market').read(await of('market').itemOf(caseOf(1)));
    expect(item).toMatchObject({ draft: null, claim: null, submission: null });
  });

  it('lets the cases end by what the successor answers', async () => {
    for (const index of [0, 1]) for (const agency of ['market', 'audit']) await answer(agency, caseOf(index));
    for (const index of [0, 1]) await eventually('cleared', () => hub.readCase(caseOf(index)), ({ status }) => status === 'cleared', WITHIN_MS);
  }, 60_000);

  it('leaves what was signed before under the old name, and shows an audit both', async () => {
    const { verdicts } = (await hub.read('officer', `/api/cases/${caseOf(0)}/file`)) as { verdicts: { agency: string; agencyName: { zh: string } }[] };
    expect(verdicts.map(({ agency, agencyName }) => `${agency} ${agencyName.zh}`).sort()).toEqual(['audit 市审计局', 'commerce 市工商局', `market ${MARKET}`]);
    const { items } = (await hub.read('auditor', `/api/cases/${caseOf(0)}/timeline`)) as { items: { event: string; agencyName: { zh: string } | null; to: { name: { zh: string } } | null }[] };
    expect(items.find(({ event }) => event === 'RequestReassigned')).toMatchObject({ agencyName: { zh: '市质监局' }, to: { name: { zh: MARKET } } });
  });

  it('keeps the old credit code with the date that it ended', async () => {
    expect(await hub.read('auditor', '/api/agencies/commerce')).toMatchObject({ status: 'merged', successor: 'market', names: [{ name: { zh: '市工商局' } }], codes: [{ code: CODES['commerce'], validUntil: effectiveAt }] });
    expect(await hub.read('auditor', '/api/agencies/market')).toMatchObject({ predecessors: [{ name: { zh: '市工商局' } }, { name: { zh: '市质监局' } }], codes: [{ validUntil: null }] });
  });

  it('asks the successor alone in a batch that starts later under the old policy', async () => {
    const later = await hub.importBatch(batchCsv([CAROL]), 'reform-later', { policy: 'reform' });
    const caseId = later.accepted[0]?.caseId ?? '';
    const requests = await eventually('asked', () => requestsOf(caseId), (all) => all.length > 0, WITHIN_MS);
    expect(requests.map(({ agency, agencyName, answersFor }) => [agency, agencyName.zh, answersFor])).toEqual([['market', MARKET, ['commerce', 'quality']], ['audit', '市审计局', ['audit']]]);
  }, 60_000);

  it('survives a restart of an old adapter: its people stay out', async () => {
    await stack.restart('agency-commerce');
    await expect(of('commerce').list()).rejects.toThrow(/agency\.closed/);
  }, 60_000);

  it('leaves every ledger intact', async () => {
    for (const { place, intact } of await hub.verifyLedgers()) expect([place, intact]).toEqual([place, true]);
  });
});
