import { z } from 'zod';

/** Who is told: the agency's clerks, its head, the coordinator's officers, the leader who supervises the work (分管领导). The order is the ladder's. */
export const Told = z.enum(['clerk', 'head', 'coordinator', 'supervising-leader']);
export type Told = z.infer<typeof Told>;

const DaysAway = z.int().min(0).max(60);
const TELLS_MAX = 3;

/** A reminder before an answer is due (催办): after a share of its time, or so many working days before; one of both. */
export const Reminder = z
  .strictObject({
    share: z.int().min(1).max(100).optional().describe('percentage of the working time from the request to its due time; 100: the due time'),
    workingDaysBefore: DaysAway.optional().describe('when the office opens on that day; 0: on the due day'),
    mark: z.enum(['yellow', 'red']).optional().describe('how pressing it is shown from then on'),
    tell: z.array(Told.exclude(['supervising-leader'])).min(1).max(TELLS_MAX).optional().describe("absent: the agency's clerks"),
  })
  .superRefine(({ share, workingDaysBefore }, context) => {
    if ((share === undefined) === (workingDaysBefore === undefined)) context.addIssue({ code: 'custom', message: 'either a share or working days', params: { rule: 'reminder-moment' } });
  });
export type Reminder = z.infer<typeof Reminder>;
export type ReminderMark = NonNullable<Reminder['mark']>;

/** A rung of a ladder (督办): who is told so many working days after a due time. */
export const Rung = z
  .strictObject({
    workingDaysAfter: DaysAway.describe('when the office opens on that day; 0: at the due time itself'),
    tell: Told,
    again: z.strictObject({ everyWorkingDays: z.int().min(1).max(60), times: z.int().min(1).max(20).optional() }).optional().describe('they are told again, so many times and no more'),
  })
  .superRefine(({ again }, context) => {
    if (again && again.times === undefined) context.addIssue({ code: 'custom', path: ['again'], message: 'it never ends' });
  });
export type Rung = z.infer<typeof Rung>;

export const Reminders = z.array(Reminder).max(10);
export const Ladder = z.array(Rung).min(1).max(10);
export type Ladder = z.infer<typeof Ladder>;
