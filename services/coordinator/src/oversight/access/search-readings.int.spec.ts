import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from '../../vetting/cases.spec-kit.js';
import { ReadCaseFileController } from '../../vetting/read-case/read-case-file.controller.js';
import { FillReadings } from './fill-readings.js';
import { READING_ROW, type ReadingRows } from './reading-row.model.js';
import { SearchReadingsController } from './search-readings.controller.js';

const MINUTE = 60_000;

describe('the readings of all cases', () => {
  let hub: CoordinatorUnderTest;
  let first: CaseId;
  let second: CaseId;

  const search = (body: object = {}) => hub.application.get(SearchReadingsController).search(body);
  const shown = async (body: object = {}) => (await search(body)).items.map(({ caseId, by }) => `${caseId === first ? 'first' : 'second'} ${by}`);

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    const cases = new CasesUnderTest(hub);
    [first, second] = [await cases.open(), await cases.open()];
    await cases.answer(second, 'OBJECT', 'court');
    const reader = hub.application.get(ReadCaseFileController);
    for (const [minutes, caseId, person] of [[0, first, OFFICER], [1, second, OFFICER], [2, second, SECOND]] as const) {
      hub.clock.moveTo(MONDAY + minutes * MINUTE);
      await reader.read(caseId, person);
    }
    await eventually('the rows', () => search(), ({ items }) => items.length === 3);
  }, 30_000);

  afterAll(() => hub.stop());

  it('are found over all cases, the newest first, a page at a time', async () => {
    expect(await shown()).toEqual([`second ${SECOND.sub}`, `second ${OFFICER.sub}`, `first ${OFFICER.sub}`]);
    const { items, next } = await search({ limit: 2 });
    expect(items).toHaveLength(2);
    expect((await search({ limit: 2, cursor: next })).items.map(({ caseId }) => caseId)).toEqual([first]);
  });

  it('are found by who read, by case, by time, and by whether anything waited for the reader', async () => {
    expect(await shown({ by: OFFICER.sub })).toEqual([`second ${OFFICER.sub}`, `first ${OFFICER.sub}`]);
    expect(await shown({ caseId: first })).toEqual([`first ${OFFICER.sub}`]);
    expect(await shown({ from: new Date(MONDAY + MINUTE).toISOString(), to: new Date(MONDAY + 2 * MINUTE).toISOString() })).toEqual([`second ${OFFICER.sub}`]);
    expect(await shown({ withoutTask: true })).not.toContain(`second ${OFFICER.sub}`);
    expect(await shown({ withoutTask: true })).toContain(`first ${OFFICER.sub}`);
  });

  it('are made again from the ledger where their rows are gone', async () => {
    const rows = hub.application.get<ReadingRows>(getModelToken(READING_ROW), { strict: false });
    const before = await search();
    await rows.collection.deleteMany({});
    await hub.application.get(FillReadings).fill();
    expect(await search()).toEqual(before);
    await hub.application.get(FillReadings).fill();
    expect(await search()).toEqual(before);
  });
});
