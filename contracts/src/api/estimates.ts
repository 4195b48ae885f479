import { z } from 'zod';
import { AgencyId, IsoInstant } from '../kernel/index.js';
import { AgencyName } from '../messages/index.js';

const Count = (what: string) => z.int().min(0).describe(what);

const moment = (what: string) =>
  z
    .strictObject({
      workingMinutes: z.number().min(0).describe("minutes while the agency's office is open, pauses left out, of one decimal"),
      at: IsoInstant.describe('that long after now; RFC 3339, UTC'),
    })
    .nullable()
    .describe(what);

const at = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);

const Accuracy = z.strictObject({
  tried: Count('how many of the last could be judged: each against the range that was known just before it was sent'),
  inside: Count('how many of them were answered within that range'),
});

export const AgencyEstimate = z.strictObject({
  agency: AgencyId.describe('who would be asked; a merged agency’s successor in its place'),
  agencyName: AgencyName.describe('the name that it bears now'),
  suspended: z.boolean().describe('nothing goes to it now, so there is no estimate'),
  basis: z.enum(['policy', 'agency']).nullable().describe('policy: from its answers under this policy; agency: from all of its answers; null: it has fewer than 10 answers, and nothing is known'),
  answers: Count('answers that it is drawn from'),
  unanswered: Count('requests that count with the time that they have taken so far, because they are open or ended without an answer'),
  median: moment('half of its answers come sooner; null where that is not known'),
  from: moment('one in ten comes sooner; null where that is not known'),
  to: moment('one in ten comes later; null where that is not known: too much is unanswered to name an end'),
  accuracy: Accuracy.nullable().describe('how often such ranges were right; null where none could be judged'),
});
export type AgencyEstimate = z.infer<typeof AgencyEstimate>;

/** When answers would come if the requests went out now. */
export const EstimateView = z.strictObject({
  now: IsoInstant.describe('from when it counts; RFC 3339, UTC'),
  policy: z.string().describe('name of the vetting policy'),
  agencies: z.array(AgencyEstimate).describe('each agency that would be asked, in the order of the policy'),
  overall: z.strictObject({
    medianAt: at('when all have answered in half of the cases'),
    fromAt: at('one case in ten is complete sooner'),
    toAt: at('one case in ten is complete later'),
    accuracy: Accuracy.nullable().describe('how often such ranges of whole cases were right, of the last in which the same agencies were asked together; null where none could be judged'),
    unknown: z.array(AgencyId).describe('agencies of which too little is known: while there are any, nothing is said of the whole'),
  }).describe('the slowest of them, as if they answered independently of each other'),
});
export type EstimateView = z.infer<typeof EstimateView>;
