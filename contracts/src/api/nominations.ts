import { z } from 'zod';
import { BatchId, IsoInstant } from '../kernel/index.js';
import { Outcome } from './outcomes.js';

const Nomination = z.strictObject({
  batchId: BatchId,
  openedAt: IsoInstant.describe('when the batch was opened; RFC 3339, UTC'),
  byOutcome: z.partialRecord(Outcome, z.int().min(1)).describe('how many candidates have which outcome'),
});

/** A page of the batches of a nominating unit, the newest first. */
export const NominationPage = z.strictObject({ items: z.array(Nomination).describe('the batches'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type NominationPage = z.infer<typeof NominationPage>;
