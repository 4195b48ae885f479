import { z } from 'zod';
import { Instant } from '../kernel/index.js';
import { Told } from '../policy/index.js';

/** One reminder or rung of a ladder at its moment. It is named after its rule: `share-50-clerk`, `before-2-clerk`, `after-1-head`. */
export const ReminderStep = z.strictObject({
  step: z.string().regex(/^(share|before|after)-\d{1,4}-[a-z-]{1,24}$/),
  at: Instant,
  tell: Told,
  mark: z.enum(['yellow', 'red']).optional(),
});
export type ReminderStep = z.infer<typeof ReminderStep>;

/** Whether it comes after the due time. */
export const isRung = ({ step }: Pick<ReminderStep, 'step'>): boolean => step.startsWith('after-');
