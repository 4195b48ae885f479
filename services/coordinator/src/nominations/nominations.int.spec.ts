import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchId } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import type { Person } from '@lianshen/platform/identity';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { ImportBatches } from '../intake/import-batch/import-batch.js';
import { CasesUnderTest, MONDAY, OFFICER } from '../vetting/cases.spec-kit.js';
import { ListNominationsController } from './list-nominations.controller.js';
import { ListOutcomesController } from './list-outcomes.controller.js';

const ROW = '姓名,身份证号,工作单位,现任职务,拟任职务\n试例甲,990101198001010014,市试例局,科长,副局长\n';
const nominator = (unit?: string): Person => ({ sub: 'nominator-1', roles: ['nominator'], ...(unit === undefined ? {} : { unit }) });

describe('the nominating unit', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let batchId: BatchId;
  let caseId: string;

  const outcomes = (person: Person, of = batchId) => hub.application.get(ListOutcomesController).list(of, {}, person);
  const codeFor = async (person: Person, of?: BatchId) => outcomes(person, of).then(() => 'shown', (error: { refusal: { code: string } }) => error.refusal.code);
  const importFor = async (unit?: string) => {
    const imported = await hub.application.get(ImportBatches).import({ policy: 'standard-five', title: '测试', rows: 'all', conclusion: 'officer', start: 'now', fileName: 'a.csv', content: Buffer.from(ROW), unit }, { kind: 'person', id: OFFICER.sub }, randomUUID());
    if (!imported.ok) throw new Error(imported.refusal.code);
    await cases.when(imported.value.accepted[0]?.caseId ?? '', 'vetting', ({ status }) => status === 'vetting');
    return imported.value;
  };

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    const imported = await importFor('市试例局');
    batchId = imported.batchId;
    caseId = imported.accepted[0]?.caseId ?? '';
  }, 30_000);

  afterAll(() => hub.stop());

  it('sees of its own candidates what became of them, and not that somebody has flagged one', async () => {
    await cases.answer(caseId, 'OBJECT', 'court');
    const halted = await eventually('the row', () => outcomes(nominator('市试例局')), ({ items }) => items.length === 1);
    expect(halted).toEqual({ items: [{ caseId, row: expect.any(Number), name: '试例甲', outcome: 'under-way' }], next: null });
  });

  it('finds its batches with how many candidates have which outcome, and no others', async () => {
    const list = (unit?: string) => hub.application.get(ListNominationsController).list({}, nominator(unit));
    const own = await eventually('the batch', () => list('市试例局'), ({ items }) => items[0]?.byOutcome['under-way'] === 1);
    expect(own.items).toEqual([{ batchId, openedAt: new Date(MONDAY).toISOString(), byOutcome: { 'under-way': 1 } }]);
    expect((await list('另一试例局')).items).toEqual([]);
    expect((await list()).items).toEqual([]);
    expect((await list('')).items).toEqual([]);
  });

  it('is on record as having read the names of its candidates, which is its task', async () => {
    await outcomes(nominator('市试例局'));
    expect(await hub.application.get(AccessLog).list(caseId)).toEqual([expect.objectContaining({ by: 'nominator-1', operation: 'listOutcomes', fields: ['candidate.name'], task: 'follow-nomination' })]);
  });

  it('sees no batch of another unit, nor does somebody without a unit see any', async () => {
    expect(await codeFor(nominator('另一试例局'))).toBe('batch.unknown');
    expect(await codeFor(nominator())).toBe('batch.unknown');
    const { batchId: ofNobody } = await importFor();
    expect(await codeFor(nominator(), ofNobody)).toBe('batch.unknown');
    expect(await codeFor(nominator('市试例局'), ofNobody)).toBe('batch.unknown');
  });
});
