import { z } from 'zod';
import { RefusedRow, RowWarning, SkippedRow } from '@lianshen/contracts/api';
import { CaseId, ok, refuse, Sha256, type Result } from '@lianshen/contracts/kernel';

/** A row that goes on. The candidate is encrypted under the case's own key, so that erasing the person erases it here too. */
export const ImportedRow = z.strictObject({ row: z.int().min(0), caseId: CaseId, sealed: z.base64() });
export type ImportedRow = z.infer<typeof ImportedRow>;

/** A line of the report of an import that is no case: a row that was refused or skipped, or a warning. */
export const ReportLine = z.union([z.strictObject({ refused: RefusedRow }), z.strictObject({ skipped: SkippedRow }), z.strictObject({ warning: RowWarning })]);
export type ReportLine = z.infer<typeof ReportLine>;

const Conclusion = z.enum(['automatic', 'officer']);
const Start = z.enum(['now', 'later']);

export const BatchEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('BatchOpened'),
    data: z.strictObject({
      policyHash: Sha256,
      conclusion: Conclusion,
      start: Start.optional().describe('whether requests go out at once; absent: they do'),
      unit: z.string().max(128).optional().describe('the unit that nominates; absent: no unit sees its outcomes'),
      contentMac: Sha256.describe('HMAC of what was uploaded: tells whether a repeated command is the same'),
    }),
    private: z.strictObject({ title: z.string() }).optional(),
  }),
  z.strictObject({ type: z.literal('RowsImported'), data: z.strictObject({ rows: z.array(ImportedRow).min(1).max(500) }) }),
  z.strictObject({
    type: z.literal('RowsReported'),
    data: z.strictObject({ lines: z.int().min(1).max(500), refused: z.int().min(0).max(500) }),
    private: z.strictObject({ lines: z.array(ReportLine).max(500) }).optional(),
  }),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

export interface BatchState {
  readonly opened: boolean;
  readonly policyHash: Sha256;
  readonly conclusion: 'automatic' | 'officer';
  readonly start: 'now' | 'later';
  readonly contentMac: Sha256;
  readonly unit: string | undefined;
  readonly title: string | undefined;
  readonly openedAt: number;
  /** How many rows are in; they come in commits of at most 500. */
  readonly rowCount: number;
  /** How many lines of the report of its import are in, and how many of them are rows that were refused. */
  readonly reportedLines: number;
  readonly refusedRows: number;
}

export const NO_BATCH: BatchState = {
  opened: false,
  policyHash: '',
  conclusion: 'officer',
  start: 'now',
  contentMac: '',
  unit: undefined,
  title: undefined,
  openedAt: 0,
  rowCount: 0,
  reportedLines: 0,
  refusedRows: 0,
};

export function evolveBatch(state: BatchState, event: BatchEvent, at: number): BatchState {
  switch (event.type) {
    case 'BatchOpened':
      return { ...state, ...event.data, start: event.data.start ?? 'now', unit: event.data.unit, opened: true, title: event.private?.title, openedAt: at };
    case 'RowsImported':
      return { ...state, rowCount: state.rowCount + event.data.rows.length };
    case 'RowsReported':
      return { ...state, reportedLines: state.reportedLines + event.data.lines, refusedRows: state.refusedRows + event.data.refused };
  }
}

export interface OpenBatch {
  readonly policyHash: Sha256;
  readonly conclusion: 'automatic' | 'officer';
  readonly start: 'now' | 'later';
  readonly contentMac: Sha256;
  readonly unit?: string;
  readonly title: string;
}

/** Opens a batch. Open already by the same command: nothing to do; by another: `idempotency.key-reused`. */
export function openBatch(state: BatchState, { title, ...data }: OpenBatch): Result<BatchEvent[]> {
  if (!state.opened) return ok([{ type: 'BatchOpened', data, private: { title } }]);
  return state.contentMac === data.contentMac ? ok([]) : refuse('idempotency.key-reused');
}

/**
 * Takes in one part of the rows. Refused as `batch.part-missing` when the batch is not open or a part before it is not
 * in. @param from how many rows stand before this part: a part that is in is passed over.
 */
export function importRows(state: BatchState, from: number, rows: readonly ImportedRow[]): Result<BatchEvent[]> {
  if (state.rowCount > from) return ok([]);
  if (!state.opened || state.rowCount < from) return refuse('batch.part-missing', { from });
  return ok([{ type: 'RowsImported', data: { rows: [...rows] } }]);
}

/** Keeps one part of the report. Refused as `batch.part-missing` as above. @param from how many lines stand before this part: a part that is in is passed over. */
export function reportLines(state: BatchState, from: number, lines: readonly ReportLine[]): Result<BatchEvent[]> {
  if (state.reportedLines > from) return ok([]);
  if (!state.opened || state.reportedLines < from) return refuse('batch.part-missing', { from });
  return ok([{ type: 'RowsReported', data: { lines: lines.length, refused: lines.filter((line) => 'refused' in line).length }, private: { lines: [...lines] } }]);
}
