import { describe, expect, it } from '@jest/globals';
import { BatchEvent, evolveBatch, importRows, NO_BATCH, openBatch, reportLines, type BatchState, type ImportedRow, type OpenBatch, type ReportLine } from './batch.js';

const OPEN: OpenBatch = { policyHash: 'p'.repeat(43), conclusion: 'officer', start: 'now', contentMac: 'm'.repeat(43), title: '三月批次' };
const row = (number: number): ImportedRow => ({ row: number, caseId: `0190a1b2-c3d4-8e5f-8a6b-${String(number).padStart(12, '0')}`, sealed: 'AAAA' });
const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index));

const after = (state: BatchState, result: ReturnType<typeof openBatch>): BatchState => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.reduce((folded, event) => evolveBatch(folded, BatchEvent.parse(event), 5), state);
};
const opened = after(NO_BATCH, openBatch(NO_BATCH, OPEN));

describe('a batch', () => {
  it('is opened with its title in the private part alone', () => {
    const result = openBatch(NO_BATCH, OPEN);
    expect(result).toMatchObject({ ok: true, value: [{ type: 'BatchOpened', private: { title: '三月批次' } }] });
    expect(JSON.stringify(result.ok && result.value[0]?.data)).not.toContain('三月批次');
    expect(opened).toMatchObject({ opened: true, title: '三月批次', openedAt: 5, rowCount: 0 });
  });

  it('stays as it is when the same command opens it again', () => {
    expect(openBatch(opened, OPEN)).toEqual({ ok: true, value: [] });
  });

  it('refuses other content under the same key', () => {
    expect(openBatch(opened, { ...OPEN, contentMac: 'n'.repeat(43) })).toMatchObject({ refusal: { code: 'idempotency.key-reused' } });
  });
});

describe('the rows of a batch', () => {
  it('come in part by part', () => {
    const first = after(opened, importRows(opened, 0, rows(1, 3)));
    const second = after(first, importRows(first, 3, rows(4, 2)));
    expect([first.rowCount, second.rowCount]).toEqual([3, 5]);
  });

  it('that are in are passed over when they come again', () => {
    const first = after(opened, importRows(opened, 0, rows(1, 3)));
    expect(importRows(first, 0, rows(1, 3))).toEqual({ ok: true, value: [] });
  });

  it('are refused where the batch is not open or a part before them is missing, so that none is skipped', () => {
    expect(importRows(NO_BATCH, 0, rows(1, 1))).toMatchObject({ refusal: { code: 'batch.part-missing' } });
    expect(importRows(opened, 3, rows(4, 2))).toMatchObject({ refusal: { code: 'batch.part-missing', params: { from: 3 } } });
  });
});

describe('the report of a batch', () => {
  const skipped = (number: number): ReportLine => ({ skipped: { sheet: '名册', row: number, why: 'footer' } });

  it('comes in part by part, and a part that is in is passed over', () => {
    const first = after(opened, reportLines(opened, 0, [skipped(1), skipped(2)]));
    expect(first).toMatchObject({ reportedLines: 2, refusedRows: 0 });
    expect(reportLines(first, 0, [skipped(1), skipped(2)])).toEqual({ ok: true, value: [] });
    expect(after(first, reportLines(first, 2, [skipped(3)])).reportedLines).toBe(3);
  });

  it('is refused where the batch is not open or a part before it is missing', () => {
    expect(reportLines(NO_BATCH, 0, [skipped(1)])).toMatchObject({ refusal: { code: 'batch.part-missing' } });
    expect(reportLines(opened, 2, [skipped(3)])).toMatchObject({ refusal: { code: 'batch.part-missing', params: { from: 2 } } });
  });

  it('has its words in the private part alone', () => {
    const result = reportLines(opened, 0, [skipped(1)]);
    expect(JSON.stringify(result.ok && result.value[0]?.data)).toBe('{"lines":1,"refused":0}');
  });
});
