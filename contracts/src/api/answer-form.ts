import { z } from 'zod';
import { Finding } from '../messages/index.js';
import { LegalBasisId } from './legal-bases.js';

const Facts = z.string().max(4_000).describe('without the identity of any reporter');
const Article = z.string().max(200).describe('the article of the chosen basis, in free text, e.g. 第十九条第二款');
const { evidenceLevel, heard } = Finding.shape;

/** One finding of a form, as far as it has been filled in. */
export const FindingForm = z.strictObject({
  facts: Facts.optional(),
  basis: LegalBasisId.optional(),
  article: Article.optional(),
  evidenceLevel: evidenceLevel.optional(),
  heard: heard.optional(),
});
export type FindingForm = z.infer<typeof FindingForm>;

/** The form of an answer while a clerk works on it. The code is not asked: it follows from the category. */
export const AnswerForm = z.strictObject({
  category: z.string().min(1).max(64).optional().describe("one of the request's reply wordings"),
  findings: z.array(FindingForm).max(20).default([]).describe('what a flag rests on; none where the answer is clear'),
});
export type AnswerForm = z.infer<typeof AnswerForm>;
