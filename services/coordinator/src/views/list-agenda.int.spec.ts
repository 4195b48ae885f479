import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgendaPage } from '@lianshen/contracts/api';
import type { CaseId } from '@lianshen/contracts/kernel';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../vetting/cases.spec-kit.js';
import { PutOnAgendaController } from '../vetting/put-on-agenda/put-on-agenda.controller.js';
import { ListAgendaController } from './list-agenda.controller.js';

const DAY = 86_400_000;
const inDays = (days: number) => ({ meeting: 'standing-committee', meetingAt: new Date(MONDAY + days * DAY).toISOString() });

describe('the agenda of meetings', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let first: CaseId;
  let second: CaseId;

  const cleared = async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', ...Object.keys(hub.agencies));
    await cases.when(caseId, 'cleared', ({ status }) => status === 'cleared');
    return caseId;
  };
  const put = async (caseId: CaseId, body: object, key = cases.key(), person = OFFICER) => hub.application.get(PutOnAgendaController).put(caseId, body, key, person);
  const list = async (query: object = {}) => (await hub.application.get(ListAgendaController).list(query, OFFICER)) as AgendaPage;
  const whenListed = (what: string, isSo: (items: AgendaPage['items']) => boolean) => eventually(what, async () => (await list()).items, isSo);
  const codeOf = (done: Promise<object>) => done.then(() => 'done', (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'fault');

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    [first, second] = [await cleared(), await cleared()];
  }, 60_000);

  afterAll(() => hub.stop());

  it('lists the earliest meeting first, a page at a time, with how long each conclusion holds', async () => {
    await put(second, inDays(8));
    await put(first, inDays(3));
    const items = await whenListed('both', ({ length }) => length === 2);
    expect(items.map(({ caseId }) => caseId)).toEqual([first, second]);
    expect(items[0]).toMatchObject({ ...inDays(3), conclusion: 1, locked: false, status: 'cleared', validUntil: new Date(MONDAY + 90 * DAY).toISOString() });
    const page = await list({ limit: 1 });
    expect((await list({ limit: 1, cursor: page.next })).items.map(({ caseId }) => caseId)).toEqual([second]);
  });

  it('moves a candidate to another meeting, and lists only those that are still to come', async () => {
    const key = cases.key();
    await put(first, inDays(9), key);
    await put(first, inDays(9), key);
    await whenListed('moved', (items) => items.at(-1)?.caseId === first);
    expect((await list({ from: inDays(9).meetingAt })).items.map(({ caseId }) => caseId)).toEqual([first]);
    expect((await list({ from: inDays(10).meetingAt })).items).toEqual([]);
  });

  it('is for officers to make, and shows nothing to who has no right', async () => {
    for (const role of ['coordinatorApprover', 'overseer', 'auditor', 'nominator', 'administrator']) expect([role, await codeOf(put(first, inDays(9), cases.key(), { sub: 'x', roles: [role] }))]).toEqual([role, 'identity.not-permitted']);
    expect(((await hub.application.get(ListAgendaController).list({}, { sub: 'x', roles: ['nominator'] })) as AgendaPage).items).toEqual([]);
  });

  it('refuses a meeting that is none, and changes nothing', async () => {
    for (const body of [{}, { ...inDays(9), meeting: 'lunch' }, { ...inDays(9), meetingAt: 'soon' }, { ...inDays(9), room: 1 }]) expect(await codeOf(put(first, body))).toBe('request.malformed');
    expect((await list()).items).toHaveLength(2);
  });

  it('locks an item when its agency corrects its answer', async () => {
    await cases.answer(first, 'OBJECT', 'court');
    const [, item] = await whenListed('locked', (items) => items.some(({ locked }) => locked));
    expect(item).toMatchObject({ caseId: first, status: 'halted', locked: true, validUntil: null });
  });
});
