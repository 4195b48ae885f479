import { z } from 'zod';
import { IsoInstant, RequestId } from '../kernel/index.js';

/** → agency: its due time has moved without its having asked for anything. */
export const DeadlineMoved = z.strictObject({
  requestId: RequestId,
  because: z.enum(['pause-ended', 'recounted']).describe('pause-ended: the longest pause of a question is over, and the clock runs on; recounted: a year without calendar became known'),
  dueAt: IsoInstant.describe('the new due time; RFC 3339, UTC, milliseconds'),
  formerDueAt: IsoInstant.describe('the due time before; both stay on record'),
  provisional: z.boolean().describe('the new one was counted in a year without calendar as well'),
  deadlineVersion: z.int().min(1).describe('of the new due time; an older one never replaces a newer'),
});
export type DeadlineMoved = z.infer<typeof DeadlineMoved>;
