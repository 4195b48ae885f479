import { z } from 'zod';
import { Finding, FlagCode, PersonFields, Request } from '../messages/index.js';

/** Of all findings together, as where staff write them: a reader has to read them, and they have to fit into a verdict. */
const FACTS_CHARACTERS_MAX = 20_000;

/** What the adapter asks: `POST <base address>/look-ups`, about one person. Nothing of it stands in the address. */
export const LookUpQuestion = z.strictObject({
  person: PersonFields.describe('the fields of the person that the policy allows this agency, and no other'),
  categories: Request.shape.categories,
});
export type LookUpQuestion = z.infer<typeof LookUpQuestion>;

/** One thing that the agency has on record of the person. */
export const LookUpFinding = z.strictObject({
  code: FlagCode.describe('what this alone comes to; the answer is the most severe of all'),
  facts: Finding.shape.facts,
  basis: Finding.shape.basis,
  evidenceLevel: Finding.shape.evidenceLevel,
});
export type LookUpFinding = z.infer<typeof LookUpFinding>;

const category = z.string().min(1).max(64).optional().describe('the reply wording, one of `categories` and of the code that the answer comes to; the first of that code where it is absent');
const source = z.string().min(1).max(64).optional().describe('which of the agency’s systems said so, in words that its staff know');

const Clear = z.strictObject({ outcome: z.literal('clear').describe('the agency has nothing on record of this person'), category, source });

const Flagged = z.strictObject({
  outcome: z.literal('flagged').describe('there is something on record'),
  findings: z
    .array(LookUpFinding)
    .min(1)
    .max(20)
    .refine((findings) => findings.reduce((sum, { facts }) => sum + facts.length, 0) <= FACTS_CHARACTERS_MAX, `at most ${FACTS_CHARACTERS_MAX} characters of facts`)
    .describe('all of it; together at most 20,000 characters of facts'),
  category,
  source,
});

const Undecided = z.strictObject({ outcome: z.literal('undecided').describe('a person has to look: the number is missing, several people match, or a record is in doubt'), source });

/** What the service answers, with 200. Anything else is an answer that cannot be used, and is never guessed at. */
export const LookUpAnswer = z.discriminatedUnion('outcome', [Clear, Flagged, Undecided]);
export type LookUpAnswer = z.infer<typeof LookUpAnswer>;
