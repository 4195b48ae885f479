import { z } from 'zod';
import { AgencyId, IsoInstant, Sha256 } from '../kernel/index.js';
import { AgencyName } from '../messages/index.js';
import { PolicyName } from './batches.js';
import { PolicyMeaning, PolicyText } from './policies.js';

/** `POST /api/policy-changes`: one person proposes. */
export const ProposePolicyBody = z.strictObject({
  text: PolicyText,
  reason: z.string().trim().min(1).max(2_000).describe('why, with the document that it rests on; for the record'),
});

/** The number of a change in a path. */
export const PolicyChangeNumberInPath = z.coerce.number().int().min(1).max(999).describe('of the change, under its policy');

const PolicyChangeLine = z.strictObject({
  name: PolicyName,
  number: z.int().min(1).max(999).describe('its number under this name, from 1'),
  version: z.int().min(1).describe('the version that is proposed'),
  hash: Sha256.describe('what cases will be pinned to'),
  title: AgencyName.describe('for people, in Chinese and English'),
  status: z.enum(['open', 'confirmed', 'refused']).describe('open until a second person has spoken'),
  reason: z.string().describe('why, in the words of who proposed it'),
  proposedBy: z.string().describe("the person's id"),
  proposedAt: IsoInstant.describe('when; RFC 3339, UTC'),
  decidedBy: z.string().nullable().describe("the second person's id, or the first's who took it back"),
  decidedAt: IsoInstant.nullable().describe('when; RFC 3339, UTC, or null'),
  refusal: z.string().nullable().describe('why it was refused'),
});

/** Every version that was proposed, the newest first. */
export const PolicyChangeList = z.strictObject({ items: z.array(PolicyChangeLine).describe('the proposals') });
export type PolicyChangeList = z.infer<typeof PolicyChangeList>;

const Replaced = z.strictObject({
  version: z.int().min(1).describe('version'),
  hash: Sha256.describe('what cases are pinned to'),
  text: z.string().describe('the document, as JSON for people'),
});

/** One proposal whole, beside what it takes the place of. */
export const PolicyChangeView = PolicyChangeLine.extend({
  text: z.string().describe('the document, as JSON for people'),
  explained: PolicyMeaning,
  replaces: Replaced.nullable().describe('what new batches of this name get now, or got until it was confirmed; null where nothing had this name, or it was refused'),
  withoutKeys: z.array(AgencyId).describe('agencies that it names and that nothing can be sealed for yet; batches are refused until they have keys'),
});
export type PolicyChangeView = z.infer<typeof PolicyChangeView>;
