import { z } from 'zod';
import { AgencyId, BatchId, CaseId, IsoInstant } from '../kernel/index.js';
import { AgencyName } from '../messages/index.js';
import { RefusedRow, RowWarning, SkippedRow } from './batch-answers.js';
import { PageQuery, PolicyName } from './batches.js';
import { CaseNumber } from './case-number.js';
import { CaseStatus } from './case-status.js';

const Next = z.string().nullable().describe('cursor of the next page; null on the last');
const Count = (what: string) => z.int().min(0).describe(what);

/** One batch in a list. */
export const BatchSummary = z.strictObject({
  batchId: BatchId,
  title: z.string().nullable().describe('its title; null for who sees no words, and once the key of the batch is destroyed'),
  policy: z.strictObject({ name: PolicyName, version: z.int().min(1).describe('its version'), title: AgencyName.describe('its title') }).describe('the policy that its cases run under'),
  unit: z.string().nullable().describe('the unit that nominates; null where none was named'),
  conclusion: z.enum(['automatic', 'officer']).describe('who issues the joint conclusion'),
  start: z.enum(['now', 'later']).describe('whether requests went out at once'),
  openedAt: IsoInstant.describe('when it was opened; RFC 3339, UTC'),
  rows: Count('rows of its list that were taken in; candidates who came one by one are counted among the cases alone'),
  refusedRows: Count('rows of its list that were refused, as its report has them'),
  cases: Count('its cases'),
  byStatus: z.partialRecord(CaseStatus, z.int().min(1)).describe('how many of them are in each state; a state that none is in is absent'),
  late: Count('its cases of which an agency is late'),
});
export type BatchSummary = z.infer<typeof BatchSummary>;

/** A page of the batches, the newest first. */
export const BatchPage = z.strictObject({ items: z.array(BatchSummary).describe('the batches'), next: Next });
export type BatchPage = z.infer<typeof BatchPage>;

/** `GET /api/batches`. Each line counts the cases of its batch. */
export const ListBatchesQuery = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(20).describe('how many items a page holds at most') });
export type ListBatchesQuery = z.infer<typeof ListBatchesQuery>;

/**
 * not-asked 不需征求 · not-sent 未发出 · sent 已发出 · received 已签收 · waiting 待补充 · extension-asked 申请延期 · overdue 超期 · withheld 暂未送达 ·
 * declined 不答复 · clear 无反映 · advice 提示性意见 · flag 有问题 · flag-closed 问题已消除 · waived 免予征求 · recalled 已撤回 · sealed 已封存.
 */
export const CellState = z
  .enum(['not-asked', 'not-sent', 'sent', 'received', 'waiting', 'extension-asked', 'overdue', 'withheld', 'declined', 'clear', 'advice', 'flag', 'flag-closed', 'waived', 'recalled', 'sealed'])
  .describe('how the share of one agency in one case stands');
export type CellState = z.infer<typeof CellState>;

const MatrixLine = z.strictObject({
  caseId: CaseId,
  number: CaseNumber,
  row: z.int().min(0).describe('row of the list; 0 where the candidate came without one'),
  status: CaseStatus,
  withheld: z.boolean().describe('whether a flag in another case of the same person holds it'),
  cells: z.array(CellState).describe('one for each agency, in their order'),
});

/** The cases of a batch by the agencies of its policy. Names are not in it. */
export const BatchMatrix = z.strictObject({
  batchId: BatchId,
  agencies: z.array(z.strictObject({ agency: AgencyId, name: AgencyName.describe('its present name') })).max(40).describe('the agencies of the policy, in its order'),
  items: z.array(MatrixLine).max(500).describe('the cases in the order of the list, without those that the reader is recused from'),
  next: Next,
});
export type BatchMatrix = z.infer<typeof BatchMatrix>;

/** What would become of a list if it were imported now; nothing is kept of it. */
export const ImportPreview = z.strictObject({
  good: z.array(z.strictObject({ sheet: z.string().describe('name of the sheet'), row: z.int().min(0).describe('row of the sheet, from 1'), candidate: z.string().describe("the candidate's name") })).describe('rows that would become cases'),
  refused: z.array(RefusedRow).describe('rows that would not, with what is wrong'),
  skipped: z.array(SkippedRow).describe('rows that hold no candidate'),
  warnings: z.array(RowWarning).describe('what does not hold a row back'),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** What the report of an import had to say besides the rows that became cases. */
export const StoredImportReport = z.strictObject({
  batchId: BatchId,
  accepted: Count('rows that became cases'),
  refused: z.array(RefusedRow).describe('rows that did not, with what is wrong; empty once the key of the batch is destroyed'),
  skipped: z.array(SkippedRow).describe('rows that hold no candidate'),
  warnings: z.array(RowWarning).describe('what did not hold a row back'),
});
export type StoredImportReport = z.infer<typeof StoredImportReport>;
