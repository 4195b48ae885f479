import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { ImportBatches } from '../../intake/import-batch/import-batch.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../cases.spec-kit.js';
import { SamePersonIndex } from './same-person-index.js';

const HEADER = '姓名,身份证号,工作单位,现任职务,拟任职务';

describe('the same person in two batches', () => {
  let hub: CoordinatorUnderTest;
  let other: INestApplicationContext;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    other = await hub.replica();
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  async function propose(number: string, on: INestApplicationContext = hub.application, name = '试例甲'): Promise<CaseId> {
    const content = Buffer.from(`${HEADER}\n${name},${number},市试例局,科长,副局长\n`);
    const imported = await on.get(ImportBatches).import({ policy: 'standard-five', title: '测试', rows: 'all', conclusion: 'automatic', fileName: 'a.csv', content }, { kind: 'person', id: OFFICER.sub }, cases.key());
    if (!imported.ok) throw new Error(imported.refusal.code);
    const caseId = imported.value.accepted[0]?.caseId ?? '';
    await cases.when(caseId, 'vetting', ({ status }) => status === 'vetting');
    return caseId;
  }

  const everybody = ['discipline', 'court', 'procuratorate', 'audit', 'petitions'];
  const known = (caseId: CaseId, holds: boolean) => cases.when(caseId, `another case is known, holding: ${holds}`, ({ otherCases }) => otherCases.some((each) => each.holds === holds));

  it('is told to both cases, and a flag in one holds the other until the agency takes it back', async () => {
    const first = await propose('990101198001010014');
    const second = await propose('990101198001010014');
    expect((await known(first, false)).otherCases.map(({ caseId }) => caseId)).toEqual([second]);
    expect((await known(second, false)).otherCases.map(({ caseId }) => caseId)).toEqual([first]);
    await cases.answer(first, 'OBJECT', 'court');
    await known(second, true);
    await cases.answer(second, 'CLEAR', ...everybody);
    expect((await cases.load(second)).status).toBe('vetting');
    await cases.answer(first, 'CLEAR', 'court');
    await cases.when(second, 'cleared', ({ status }) => status === 'cleared');
    expect((await known(second, false)).status).toBe('cleared');
  });

  it('is found when both are proposed at the same moment at two replicas', async () => {
    const [first, second] = await Promise.all([propose('990101198512120020'), propose('990101198512120020', other)]);
    expect((await known(first, false)).otherCases.map(({ caseId }) => caseId)).toEqual([second]);
    expect((await known(second, false)).otherCases.map(({ caseId }) => caseId)).toEqual([first]);
  });

  it('tells a later case of the flag that stands already', async () => {
    const first = await propose('990101197602020037');
    await cases.answer(first, 'OBJECT', 'court');
    const second = await propose('990101197602020037');
    await known(second, true);
  });

  it('is not a namesake with another number', async () => {
    const first = await propose('990101197602020045', hub.application, '试例同名');
    const second = await propose('990101197602020053', hub.application, '试例同名');
    await cases.answer(first, 'OBJECT', 'court');
    await cases.answer(second, 'CLEAR', ...everybody);
    await cases.when(second, 'cleared', ({ status }) => status === 'cleared');
    expect((await cases.load(second)).otherCases).toEqual([]);
  });

  it('stands in the store by a mark that tells nothing, and being noted again finds the same', async () => {
    const caseId = await propose('990101197602020061');
    const marks = await hub.mongo.collection<{ _id: string; mark: string }>('person_marks').find({}).toArray();
    expect(marks.map(({ _id }) => _id)).toContain(caseId);
    for (const { mark } of marks) expect(mark).toMatch(/^[\w-]{43}$/);
    expect(await hub.application.get(SamePersonIndex).note(caseId, { name: '试例甲', identityNumber: '990101197602020061' })).toEqual([]);
  });
});
