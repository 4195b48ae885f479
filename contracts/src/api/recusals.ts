import { z } from 'zod';
import { BatchId, CaseId, IsoInstant } from '../kernel/index.js';
import { DeclaredGround, RecusalGround, Relation } from '../recusal/index.js';
import { Sentence } from './batch-answers.js';

const StaffId = z.string().min(1).max(64).describe("the person's id: `sub` of their token");
const Reason = z.string().trim().min(1).max(1_000).describe('why, for the record');
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).describe('YYYY-MM');
const on = (what: string) => IsoInstant.describe(`${what}; RFC 3339, UTC`);

/** A member of staff, as one names another. */
export const StaffRef = z.strictObject({ id: StaffId, name: z.string().trim().min(1).max(64).describe("the person's name") });
export type StaffRef = z.infer<typeof StaffRef>;

/** What a declaration is made for: a batch, or a single case that came without one. */
export const DeclarationId = BatchId.describe('batch of the cases; of a case that came without a batch, the case');

const CASES_MAX = 1_000;
const CaseList = z.array(CaseId).max(CASES_MAX);

/** `PUT /api/declarations/:batch`: for these candidates one says whether one is related to them (回避申报). */
export const DeclareBody = z.strictObject({
  cases: CaseList.min(1).describe('every case that the person has looked at: the declaration speaks of these and no other'),
  related: z.array(z.strictObject({ caseId: CaseId, ground: DeclaredGround.describe('how') })).max(CASES_MAX).default([]).describe('to whom of them one is related; the person is recused from these at once'),
  namesakes: CaseList.default([]).describe('who of them only has the same name as a relative that one has declared'),
});
export type DeclareBody = z.infer<typeof DeclareBody>;

const DeclarationCase = z.strictObject({
  caseId: CaseId,
  name: z.string().nullable().describe("the candidate's name; null where the person is recused, or the key is destroyed"),
  declared: z.boolean().describe('whether the person has declared for this case'),
  recused: z.boolean().describe('whether the person is recused from it'),
  maybeRelated: z.boolean().describe('a relative that the person has declared has this name: they have to say whether it is a namesake'),
});

/** What a person has declared and has still to declare for a batch. */
export const DeclarationView = z.strictObject({ batch: DeclarationId, cases: z.array(DeclarationCase).describe('the candidates of the batch that this party has to do with') });
export type DeclarationView = z.infer<typeof DeclarationView>;

/** Batches with open work for which a person has still to declare. */
export const OpenDeclarations = z.strictObject({
  batches: z.array(z.strictObject({ batch: DeclarationId, cases: z.int().min(1).describe('for how many cases') })).describe('the batches'),
});
export type OpenDeclarations = z.infer<typeof OpenDeclarations>;

/** `PUT /api/own-relations`: relatives and units, once and for all. It takes the place of what was declared before. */
export const OwnRelationsBody = z.strictObject({
  relatives: z
    .array(z.strictObject({ relation: Relation.describe('how one is related'), name: z.string().trim().min(1).max(64).describe('name'), identityNumber: z.string().max(40).optional().describe('citizen identity number, which tells a namesake apart') }))
    .max(100)
    .describe('spouse, direct line, collateral within three generations, near relatives by marriage'),
  units: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(200).describe('name of the unit'), code: z.string().max(40).optional().describe('unified social credit code'), until: Month.optional().describe('last month there, YYYY-MM; absent: works there still') }))
    .max(50)
    .describe('where one works and has worked in the last three years'),
});
export type OwnRelationsBody = z.infer<typeof OwnRelationsBody>;

/** What stands on record of it. Names and numbers of relatives are kept as keyed hashes, so that not even their owner reads them back. */
export const OwnRelationsView = z.strictObject({
  declaredAt: IsoInstant.nullable().describe('when; RFC 3339, UTC; null: nothing is declared'),
  relatives: z.array(z.strictObject({ relation: Relation.describe('how'), withNumber: z.boolean().describe('whether an identity number is known') })).describe('the relatives'),
  units: OwnRelationsBody.shape.units,
});
export type OwnRelationsView = z.infer<typeof OwnRelationsView>;

/** Orders a member of staff off a case: what was not declared and is known from elsewhere. The superior orders the head. */
export const OrderRecusalBody = z.strictObject({ person: StaffRef.describe('who is ordered off'), reason: Reason });
export type OrderRecusalBody = z.infer<typeof OrderRecusalBody>;

/** Takes a recusal back. */
export const LiftRecusalBody = z.strictObject({ reason: Reason });

/** Which recusal was ordered or taken back. */
export const RecusalRef = z.strictObject({ batch: DeclarationId, number: z.int().min(1).describe('number of the recusal in its batch') });
export type RecusalRef = z.infer<typeof RecusalRef>;

export const RecusalNumber = z.coerce.number().int().min(1).max(99_999).describe('number of the recusal in its batch');

const RecusalLine = z.strictObject({
  batch: DeclarationId,
  number: z.int().min(1).describe('number of the recusal in its batch'),
  caseId: CaseId,
  person: z.strictObject({ id: StaffId, name: z.string().describe('name; empty once the key is destroyed') }).describe('who is recused'),
  head: z.boolean().describe('whether it is the head: then the superior decides'),
  source: z.enum(['declared', 'found', 'ordered']).describe('declared by the person, found by what they had declared before, or ordered'),
  ground: RecusalGround.nullable().describe('on what ground; null once the key is destroyed'),
  words: Sentence.nullable().describe('the same for people'),
  at: on('since when'),
  lifted: z.strictObject({ at: on('when'), by: StaffId, reason: z.string().describe('why') }).nullable().describe('that it was taken back'),
});

/** A page of recusals, the oldest first. */
export const RecusalPage = z.strictObject({ items: z.array(RecusalLine).describe('the recusals'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type RecusalPage = z.infer<typeof RecusalPage>;
