import { z } from 'zod';
import { BatchId, CaseId } from '../kernel/index.js';

const Row = z.int().min(0).describe('row of the sheet, from 1 as the sheet shows it');
const Sheet = z.string().describe('name of the sheet');
const Column = z.string().describe("the column's word, e.g. 身份证号");

/** A sentence for people, in both languages. */
export const Sentence = z.strictObject({ zh: z.string().describe('in Chinese'), en: z.string().describe('in English') });
export type Sentence = z.infer<typeof Sentence>;

/** What is wrong with one cell of an uploaded list. */
export const RowFault = z.strictObject({
  column: Column,
  value: z.string().describe('what stood there, masked'),
  code: z.string().describe('stable, e.g. identity.check-digit'),
  sentence: Sentence.describe('what the person is to do'),
});

/** A row that cannot go on: its first fault, and all of them. */
export const RefusedRow = RowFault.extend({
  sheet: Sheet,
  row: Row,
  candidate: z.string().describe('the name as read, or empty'),
  faults: z.array(RowFault).describe('every fault of the row'),
});

const AcceptedRow = z.strictObject({ sheet: Sheet, row: Row, caseId: CaseId, candidate: z.string().describe("the candidate's name") });

/** A row that holds no candidate. */
export const SkippedRow = z.strictObject({
  sheet: Sheet,
  row: Row,
  why: z.enum(['header-again', 'footer', 'group-heading', 'continuation']).describe('what the row is instead of a candidate'),
});

/** Something to look at that does not hold a row back. */
export const RowWarning = z.strictObject({
  sheet: Sheet,
  row: Row,
  column: Column,
  code: z.string().describe('stable, e.g. credit-code.check'),
  sentence: Sentence.describe('what to look at; the row goes on'),
});

/** What became of an uploaded list, row by row. */
export const ImportReport = z.strictObject({
  batchId: BatchId,
  accepted: z.array(AcceptedRow).describe('rows that became cases'),
  refused: z.array(RefusedRow).describe('rows that did not, with what is wrong'),
  skipped: z.array(SkippedRow).describe('rows that hold no candidate'),
  warnings: z.array(RowWarning).describe('what does not hold a row back'),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** A batch without candidates as yet. */
export const BatchOpened = z.strictObject({ batchId: BatchId });
export type BatchOpened = z.infer<typeof BatchOpened>;
