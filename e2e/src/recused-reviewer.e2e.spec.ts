import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgencyStaff } from './agency-staff.js';
import { furtherPerson } from './further-person.js';
import { eventually } from './eventually.js';
import { HubApi, type Imported } from './hub-api.js';
import { startHubOfPeople, type Stack } from './hub-stack.js';
import { batchCsv, inventedPerson } from './invented-batch.js';

const [ALICE, BOB] = [inventedPerson(8_001), inventedPerson(8_002)];
const OTHERS = ['discipline', 'procuratorate', 'audit', 'petitions'];
const WITHIN_MS = 20_000;

interface Answered {
  readonly status: number;
  readonly etag: string;
  readonly body: Record<string, never> & { readonly code?: string };
}

/** Scenario 10: a reviewer who is related cannot open the candidate nor count, a substitute signs, and the delay is on record. */
describe('a recused reviewer', () => {
  let stack: Stack;
  let hub: HubApi;
  let batch: Imported;
  let keys = 0;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    stack = await startHubOfPeople();
    hub = new HubApi(stack);
    for (const [sub, role] of [['court-kin', 'clerk'], ['court-substitute', 'clerk'], ['court-signer', 'approver'], ['court-head', 'agencyHead'], ['court-superior', 'superior']] as const) {
      tokens[sub] = furtherPerson(stack, { sub, name: `试例${sub}`, roles: [role], agency: 'court' });
    }
    batch = await hub.importBatch(batchCsv([ALICE, BOB]), 'recused-batch-1');
  }, 120_000);

  afterAll(() => stack.stop(), 60_000);

  async function call(who: string, method: string, path: string, body?: object, ifMatch?: string): Promise<Answered> {
    const response = await fetch(`${stack.adapterUrls['court']}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[who]}`, 'idempotency-key': `recused-${keys++}`, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }), ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, etag: response.headers.get('etag') ?? '', body: (await response.json()) as Answered['body'] };
  }
  const codeOf = ({ status, body }: Answered) => `${status} ${body.code ?? ''}`.trim();
  const caseOf = (index: number): string => batch.accepted[index]?.caseId ?? '';
  const requestOf = (index: number, round = 1): string => `${caseOf(index)}.court.${round}`;
  const declare = (who: string, related: object[] = []) => call(who, 'PUT', `/declarations/${batch.batchId}`, { cases: [caseOf(0), caseOf(1)], related });

  async function answer(requestId: string, clerk: string, signer: string, submission = 1): Promise<void> {
    await call(clerk, 'POST', `/items/${requestId}/claim`);
    const { etag } = await call(clerk, 'GET', `/items/${requestId}`);
    const saved = await call(clerk, 'PUT', `/items/${requestId}/draft`, { category: '无' }, etag);
    expect(codeOf(await call(clerk, 'POST', `/items/${requestId}/submission`, undefined, saved.etag))).toBe('200');
    expect(codeOf(await call(signer, 'POST', `/items/${requestId}/approval`, { submission }))).toBe('200');
  }

  it('declares for the batch, and is shut out of the one candidate', async () => {
    await eventually('both requests', () => call('court-kin', 'GET', `/declarations/${batch.batchId}`), ({ body }) => (body['cases'] as unknown as object[] | undefined)?.length === 2, WITHIN_MS);
    expect(codeOf(await call('court-kin', 'GET', `/items/${requestOf(0)}`))).toBe('409 declaration.missing');
    await declare('court-kin');
    expect(codeOf(await call('court-kin', 'POST', `/items/${requestOf(0)}/claim`))).toBe('200');
    expect(codeOf(await declare('court-kin', [{ caseId: caseOf(0), ground: 'affinity' }]))).toBe('200');
    expect(codeOf(await call('court-kin', 'GET', `/items/${requestOf(0)}`))).toBe('403 recusal.recused');
    expect(codeOf(await call('court-kin', 'GET', `/items/${requestOf(1)}`))).toBe('200');
  });

  it('is replaced by a substitute whom the head names, and how long that took is on record', async () => {
    for (const who of ['court-substitute', 'court-signer', 'court-head']) expect(codeOf(await declare(who))).toBe('200');
    const list = await eventually('the item in the list', () => call('court-head', 'GET', '/items?awaitsSubstitute=true'), ({ body }) => (body['items'] as unknown as object[]).length === 1, WITHIN_MS);
    expect(list.body['items']).toMatchObject([{ requestId: requestOf(0), awaitsSubstitute: true, claimedBy: null }]);
    expect(codeOf(await call('court-head', 'PUT', `/items/${requestOf(0)}/assignee`, { id: 'court-kin', name: '试例' }))).toBe('409 assignee.recused');
    expect(codeOf(await call('court-head', 'PUT', `/items/${requestOf(0)}/assignee`, { id: 'court-substitute', name: '试例court-substitute' }))).toBe('200');
    await answer(requestOf(0), 'court-substitute', 'court-signer');
    const [recusal] = (await call('court-head', 'GET', `/items/${requestOf(0)}`)).body['recusals'] as unknown as { person: string; since: string; substitutedAt: string; substitute: string }[];
    expect(recusal).toMatchObject({ person: 'court-kin', needs: 'clerk', substitute: 'court-substitute' });
    expect(Date.parse(recusal?.substitutedAt ?? '')).toBeGreaterThan(Date.parse(recusal?.since ?? ''));
  });

  it('who is found out when the case is cleared has the agency asked anew, and the conclusion drawn again', async () => {
    await answer(requestOf(1), 'court-kin', 'court-signer');
    for (const agency of OTHERS) {
      const staff = new AgencyStaff(stack, agency);
      for (const index of [0, 1]) {
        const requestId = await staff.itemOf(caseOf(index));
        await staff.answer(requestId, await staff.clearForm(requestId));
      }
    }
    for (const index of [0, 1]) await eventually('cleared', () => hub.readCase(caseOf(index)), ({ status }) => status === 'cleared', WITHIN_MS);
    expect(codeOf(await call('court-head', 'POST', `/items/${requestOf(1)}/recusals`, { person: { id: 'court-kin', name: '试例' }, reason: '试例：群众反映' }))).toBe('200');
    await eventually('asked anew', () => hub.readCase(caseOf(1)), ({ status }) => status === 'vetting', WITHIN_MS);
    expect((await hub.readCase(caseOf(0))).status).toBe('cleared');
    await eventually('the new request', () => call('court-head', 'GET', `/items/${requestOf(1, 2)}`), ({ status }) => status === 200, WITHIN_MS);
    expect(codeOf(await call('court-kin', 'GET', `/items/${requestOf(1, 2)}`))).toBe('403 recusal.recused');
    await answer(requestOf(1, 2), 'court-substitute', 'court-signer');
    await eventually('cleared again', () => hub.readCase(caseOf(1)), ({ status }) => status === 'cleared', WITHIN_MS);
    expect(await hub.timeline(caseOf(1))).toEqual(expect.arrayContaining(['ReReviewOpened', 'VettingResumed']));
  }, 60_000);

  it('leaves ledgers that verify', async () => {
    expect((await hub.verifyLedgers()).filter(({ intact }) => !intact)).toEqual([]);
  });
});
