import { z } from 'zod';
import { FreeAgencyId } from '../kernel/index.js';
import { FLAG_CODES, PersonField, VerdictCode } from '../messages/index.js';
import { CountingRule } from '../working-time/index.js';
import { Condition } from './condition.js';
import { Ladder, Reminders } from './reminder-rules.js';

const Words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });

/** A reply limit: working days after receipt (rules 2.5), or plain minutes for urgent and trial use. */
export const ReplyLimit = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(250) }),
  z.strictObject({ minutes: z.int().min(1).max(60 * 24 * 90) }),
]);
export type ReplyLimit = z.infer<typeof ReplyLimit>;

const Flag = z.enum(FLAG_CODES);

/** Flags that a rule names, at all times or under a condition. */
export const FlagRule = z.union([Flag, z.strictObject({ codes: z.array(Flag).min(1), when: Condition })]);
export type FlagRule = z.infer<typeof FlagRule>;

const Notes = z.string().min(1).max(2_000).optional().describe('for people: what this file cannot say to the machine');

/**
 * What a policy says of one agency. Ledgers hold policies of every age, so a new field is optional and has no default:
 * what was recorded stays readable, and an unchanged file keeps its hash.
 */
export const PolicyAgency = z.strictObject({
  agency: FreeAgencyId,
  name: Words,
  scope: z.string().min(1).max(500).describe('printed on the request'),
  fields: z.array(PersonField).min(1).describe('the only fields that this agency receives'),
  within: ReplyLimit,
  counting: CountingRule.optional().describe('from where the working days of `within` are counted; absent: from the next working day after receipt'),
  extensionMax: z.strictObject({ workingDays: z.int().min(1).max(250) }).optional().describe('how far all extensions of a request together may put off its due time; absent: a person decides without a bound'),
  pauseMax: z.strictObject({ workingDays: z.int().min(1).max(250) }).optional().describe('how long a question stops its clock; after that it runs on by itself. Absent: until it is answered'),
  reminders: Reminders.optional().describe("in place of the policy's"),
  ladder: Ladder.optional().describe("in place of the policy's"),
  approversMin: z.int().min(1).max(5).default(1),
  validDays: z.int().min(1).max(730).describe('how long a CLEAR of this agency holds'),
  asked: Condition.optional().describe('the agency is asked unless this surely does not hold; absent: always'),
  blocks: z.array(FlagRule).default([...FLAG_CODES]).describe('flags that halt the case'),
  advises: z.array(FlagRule).optional().describe("flags that wait for a person's consideration and halt nothing"),
  categories: z.record(z.string().min(1).max(64), VerdictCode).describe("the agency's reply wordings and the code of each"),
  notes: Notes,
});
export type PolicyAgency = z.infer<typeof PolicyAgency>;

/** A vetting policy as data. It is pinned by its hash: a change never touches a running case. */
export const Policy = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    version: z.int().min(1),
    title: Words,
    conclusion: z.enum(['automatic', 'officer']).describe('who issues the joint conclusion once all verdicts are clear'),
    haltReviewDays: z.int().min(1).max(90).describe('a halt is reviewed within so many days'),
    retentionDays: z.int().min(30).max(36_500).describe("an agency's copy of the personal data is destroyed so many days after the request"),
    reminders: Reminders.optional().describe('before an answer is due; absent: none'),
    ladder: Ladder.optional().describe('after it is overdue; absent: nobody is told besides the desks of its agency and of the coordinator, once'),
    reviewLadder: Ladder.optional().describe('once the review of a halt or a suspension is due; absent: the usual one'),
    agencies: z.array(PolicyAgency).min(1).max(40),
    notes: Notes,
  })
  .superRefine((policy, context) => {
    policy.agencies.forEach((each, index) => {
      if (policy.agencies.findIndex((other) => other.agency === each.agency) !== index) {
        context.addIssue({ code: 'custom', path: ['agencies', index, 'agency'], message: 'the agency is listed twice', params: { rule: 'agency-twice' } });
      }
      const codes = new Set(Object.values(each.categories));
      if (!codes.has('CLEAR')) {
        context.addIssue({ code: 'custom', path: ['agencies', index, 'categories'], message: 'no category means CLEAR', params: { rule: 'no-clear' } });
      }
    });
  });
export type Policy = z.infer<typeof Policy>;
