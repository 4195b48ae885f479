import { z } from 'zod';
import { AgencyId, IsoInstant, Sha256 } from '../kernel/index.js';
import { AgencyName, FLAG_CODES, PersonField } from '../messages/index.js';
import { CaseFacts, Told } from '../policy/index.js';
import { CountingRule } from '../working-time/index.js';
import { PolicyName } from './batches.js';

/** A policy file is some KiB; one of 40 agencies with all their wordings stays below this. */
const TEXT_MAX = 200_000;
const Title = AgencyName.describe('for people, in Chinese and English');
const Within = z
  .union([z.strictObject({ workingDays: z.int().min(1).describe('working days') }), z.strictObject({ minutes: z.int().min(1).describe('plain minutes') })])
  .describe('the reply limit');

const PolicyLine = z.strictObject({
  name: PolicyName,
  version: z.int().min(1).describe('version'),
  hash: Sha256.describe('what cases are pinned to'),
  title: Title,
  onOffer: z.boolean().describe('whether new batches of this name get it'),
  agencies: z.int().min(1).describe('how many agencies it may ask'),
});

/** Every version of every policy that was ever on offer, by name and version. */
export const PolicyList = z.strictObject({ items: z.array(PolicyLine).describe('the versions') });
export type PolicyList = z.infer<typeof PolicyList>;

/** What is wrong with a policy, where it stands in the document, and why. */
export const PolicyFlaw = z.strictObject({
  severity: z.enum(['error', 'warning']).describe('an error keeps the policy from being used'),
  code: z.string().describe('stable, e.g. `policy.agency-twice`'),
  line: z.int().min(1).describe('from 1'),
  column: z.int().min(1).describe('from 1, in UTF-16 units'),
  path: z.string().describe('where in the document'),
  zh: z.string().describe('what is wrong, in Chinese'),
  en: z.string().describe('the same in English'),
});

const Explained = z.strictObject({
  agency: AgencyId,
  name: Title,
  asked: z.enum(['yes', 'no', 'unknown']).describe('unknown: asked, because what its condition depends on is not known'),
  fields: z.array(PersonField).describe('what it would receive of the person'),
  within: Within,
  counting: CountingRule.nullable().describe('from where working days are counted; null for a limit in minutes'),
  validDays: z.int().min(1).describe('how long its CLEAR holds'),
  approversMin: z.int().min(1).describe('how many sign besides the clerk'),
  blocks: z.array(z.enum(FLAG_CODES)).describe('answers that halt a case'),
  advises: z.array(z.enum(FLAG_CODES)).describe('answers that wait for consideration and halt nothing'),
});

export const PolicyMeaning = z.array(Explained).describe('what it means of each agency, where no fact of the person is known');

/** One version of a policy, as the ledger holds it. */
export const PolicyDocument = PolicyLine.extend({
  text: z.string().describe('the document, as JSON for people'),
  explained: PolicyMeaning,
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

export const PolicyText = z.string().min(1).max(TEXT_MAX).describe('the document, strict JSON');

/** `POST /api/policies/lint`. */
export const LintPolicyBody = z.strictObject({ text: PolicyText });

/** What is wrong with a policy, and what it would mean. */
export const LintedPolicyView = z.strictObject({
  problems: z.array(PolicyFlaw).describe('in the order of the document'),
  usable: z.boolean().describe('whether nothing keeps it from being used'),
  explained: z.array(Explained).nullable().describe('what it means of each agency; null where it has not the shape of a policy'),
});
export type LintedPolicyView = z.infer<typeof LintedPolicyView>;

/** `POST /api/policies/dry-run`. */
export const DryRunPolicyBody = z.strictObject({
  text: PolicyText,
  start: IsoInstant.describe('when the requests would go out; RFC 3339, UTC'),
  haltedAt: IsoInstant.optional().describe('when a flag would halt the case, to see its review'),
  facts: CaseFacts.default({}),
});
export type DryRunPolicyBody = z.infer<typeof DryRunPolicyBody>;

const FiredLine = z.strictObject({
  at: IsoInstant.describe('when; RFC 3339, UTC'),
  what: z.enum(['request', 'reminder', 'due', 'escalation', 'review', 'review-escalation']).describe('what would fire'),
  agency: AgencyId.nullable().describe('whose; null of what the coordinator itself has to do'),
  agencyName: AgencyName.nullable().describe('its name in the policy'),
  rule: z.string().describe('by which rule'),
  tell: Told.nullable().describe('who is told; null where nobody is'),
  provisional: z.boolean().describe('a year without calendar was counted'),
});

/** All that would fire in a case that nobody answers, the earliest first. */
export const DryRunView = z.strictObject({
  problems: z.array(PolicyFlaw).describe('what is wrong with the document'),
  lines: z.array(FiredLine).nullable().describe('null where something keeps it from being used'),
});
export type DryRunView = z.infer<typeof DryRunView>;
