import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredImportReport } from '@lianshen/contracts/api';
import { AccessLog } from '@lianshen/platform/access';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { aList, MONDAY, OFFICER } from '../../vetting/cases.spec-kit.js';
import { ListBatchesController } from '../../views/list-batches.controller.js';
import { ImportBatches, type ImportReport } from '../import-batch/import-batch.js';
import { PreviewBatchController } from '../preview-batch/preview-batch.controller.js';
import { ReadReportController } from './read-report.controller.js';

const GOOD = aList(1);
const WRONG = GOOD.split('\n')[1]?.replace(/试例甲,(\d{17}).,/, (_, digits: string) => `试例乙,${digits}X,`) ?? '';
const LIST = `${GOOD}${WRONG.replace('X,', '0,').replace('试例乙', '试例丙')}\n${WRONG}\n备注：以下空白\n`;
const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';

describe('the report of an import', () => {
  let hub: CoordinatorUnderTest;
  let imported: ImportReport;

  const importList = async (key: string): Promise<ImportReport> => {
    const command = { policy: 'standard-five', title: '测试', rows: 'good' as const, fileName: 'a.csv', content: Buffer.from(LIST) };
    const done = await hub.application.get(ImportBatches).import(command, { kind: 'person', id: OFFICER.sub }, key);
    if (!done.ok) throw new Error(done.refusal.code);
    return done.value;
  };
  const readReport = (batchId = imported.batchId): Promise<StoredImportReport> => hub.application.get(ReadReportController).read(batchId, OFFICER);
  const preview = (text: string) => hub.application.get(PreviewBatchController).preview(Buffer.from(text), 'a.csv');
  const codeOf = (done: Promise<unknown>) => done.then(() => 'done', (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'fault');

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    imported = await importList('report-import-1');
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  it('is kept and read again as it was answered, with the bad cells where they stand', async () => {
    expect(imported.refused.length).toBeGreaterThan(0);
    const report = await readReport();
    expect(report).toEqual({ batchId: imported.batchId, accepted: imported.accepted.length, refused: imported.refused, skipped: imported.skipped, warnings: imported.warnings });
    expect(report.refused[0]?.faults[0]).toMatchObject({ column: '身份证号', sentence: { zh: expect.any(String), en: expect.any(String) } });
  });

  it('stays as it is when the same import comes again', async () => {
    await importList('report-import-1');
    expect((await readReport()).refused).toEqual(imported.refused);
    expect((await hub.application.get(ListBatchesController).read(imported.batchId, OFFICER)).refusedRows).toBe(imported.refused.length);
  });

  it('is read by nobody unrecorded, and stands in the store encrypted', async () => {
    expect(await hub.application.get(AccessLog).list(imported.batchId)).toContainEqual(expect.objectContaining({ by: OFFICER.sub, operation: 'readImportReport', fields: ['refused.candidate'] }));
    const stored = JSON.stringify(await hub.mongo.collection('ledger').find({ _id: new RegExp(`^batch/${imported.batchId}`) }).toArray());
    expect(Buffer.from(stored).includes('试例乙')).toBe(false);
  });

  it('is of a batch that is there', async () => {
    expect(await codeOf(readReport(UNKNOWN))).toBe('batch.unknown');
    expect(await codeOf(readReport('nothing'))).toBe('request.malformed');
  });

  it('can be had before anything is imported, and nothing is kept of it', async () => {
    const before = await hub.mongo.collection('ledger').countDocuments();
    const seen = await preview(LIST);
    expect([seen.good.map(({ candidate }) => candidate), seen.refused, seen.skipped]).toEqual([imported.accepted.map(({ candidate }) => candidate), imported.refused, imported.skipped]);
    expect(await hub.mongo.collection('ledger').countDocuments()).toBe(before);
    expect(await codeOf(preview(''))).toBe('tabular.empty');
    expect(await codeOf(preview('甲,乙\n1,2\n'))).toBe('batch.header-not-found');
  });
});
