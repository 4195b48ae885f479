import { z } from 'zod';
import { SanctionId } from '../influence-period/index.js';
import { Sentence } from './batch-answers.js';

const Day = (what: string) => z.iso.date().describe(`${what}; YYYY-MM-DD`);

/** Sanctions of a person, without the person. */
export const InfluencePeriodsBody = z.strictObject({
  sanctions: z.array(z.strictObject({ sanction: SanctionId, from: Day('the day from which its period is counted') })).min(1).max(20).describe('all that are known, in any order'),
  on: Day('the day that is asked for; absent: today, in China').optional(),
});
export type InfluencePeriodsBody = z.infer<typeof InfluencePeriodsBody>;

const Period = z.strictObject({
  sanction: SanctionId,
  name: Sentence.describe('what it is called'),
  from: Day('the first day of its period'),
  countedFrom: Sentence.describe('which day that is by the rule'),
  months: z.int().min(1).describe('how long it is by itself'),
  until: Day('its last day'),
  basis: z.strictObject({ title: z.string().describe('of the law or rule'), article: z.string().describe('the article that sets the period') }).describe('what the period rests on'),
  added: z.boolean().describe('whether what was left of one before was added to it'),
  capped: z.boolean().describe('whether it would be longer than 48 months, and is not'),
});

/** Until when sanctions stand in the way of a promotion (处分影响期): a proposal, which a person confirms in their answer. */
export const InfluencePeriodsView = z.strictObject({
  on: Day('the day that was asked for'),
  holds: z.boolean().describe('whether a period holds on that day'),
  until: Day('the last day on which one holds'),
  periods: z.array(Period).describe('one for each sanction, in the order of their first days'),
});
export type InfluencePeriodsView = z.infer<typeof InfluencePeriodsView>;
