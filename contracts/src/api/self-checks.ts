import { z } from 'zod';
import { IsoInstant } from '../kernel/index.js';
import { PageQuery } from './batches.js';

const Count = z.int().min(0);

const AlarmCounts = z.strictObject({
  due: Count.describe('what alarms had to record: it was due and nothing had overtaken it'),
  fired: Count.describe('what of it they recorded'),
  late: Count.describe('what of it they recorded more than a minute after its time'),
  missing: Count.describe('what of it they did not record'),
});

/** `GET /api/self-checks`: a month, unless more or less is wanted. */
export const SelfCheckQuery = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(31).describe('how many days a page holds at most') });

/** What the self-check of one day found. */
const SelfCheck = AlarmCounts.extend({
  day: z.iso.date().describe("the day, by the calendar of the coordinator's jurisdiction"),
  checkedAt: IsoInstant.describe('when it was counted; RFC 3339, UTC'),
  unexpected: Count.describe('acts of an alarm that recorded what was not, or no longer, to be recorded'),
  worstLateSeconds: Count.describe('how long after its time the latest was recorded, in whole seconds'),
  cases: Count.describe('how many cases had something due on that day'),
  kinds: z.array(AlarmCounts.extend({ kind: z.string().max(40).describe('reminder, overdue, escalation, pause, recall, review; other: anything else') })).max(40).describe('the same of each kind'),
});

/** A page of self-checks, the newest day first. */
export const SelfCheckPage = z.strictObject({ items: z.array(SelfCheck).describe('the days'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type SelfCheckPage = z.infer<typeof SelfCheckPage>;
