import { z } from 'zod';

/** From where working days are counted: `next` from the next working day after receipt (收到次日起); `first`: the first day counts (首日计入). */
export const CountingRule = z.enum(['next', 'first']);
export type CountingRule = z.infer<typeof CountingRule>;

/** What is counted by where nobody has chosen: rules 2.5, replies begin on the next working day after receipt. */
export const USUAL_RULE: CountingRule = 'next';
