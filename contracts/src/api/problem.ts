import { z } from 'zod';
import { RefusedRow, Sentence } from './batch-answers.js';

/** Every stable code of a problem and the HTTP status that it comes with. A code is never given another meaning. */
export const PROBLEM_CODES = {
  'identity.token-missing': 401,
  'identity.token-invalid': 401,
  'identity.not-permitted': 403,
  'request.malformed': 400,
  'case.unknown': 404,
  'batch.unknown': 404,
  'policy.unknown': 422,
  'batch.rows-refused': 422,
  'batch.no-good-rows': 422,
  'batch.header-not-found': 422,
  'batch.two-lists': 422,
  'batch.column-twice': 422,
  'batch.no-rows': 422,
  'batch.agencies-without-keys': 409,
  'tabular.empty': 422,
  'tabular.file-too-large': 422,
  'tabular.old-or-encrypted': 422,
  'tabular.encrypted': 422,
  'tabular.not-xlsx': 422,
  'tabular.unknown-type': 422,
  'tabular.damaged': 422,
  'tabular.zip-bomb': 422,
  'tabular.too-many-rows': 422,
  'tabular.too-many-columns': 422,
  'tabular.too-many-cells': 422,
  'tabular.undecodable': 422,
  'tabular.not-text': 422,
  'tabular.csv-quotes': 422,
  'identity.fifteen-digits': 422,
  'identity.length': 422,
  'identity.characters': 422,
  'identity.digits-lost': 422,
  'identity.check-digit': 422,
  'identity.birth-date': 422,
  'conclusion.automatic-not-allowed': 403,
  'conclusion.not-ready': 409,
  'conclusion.flagged': 409,
  'conclusion.verdict-expired': 409,
  'key.not-its-thumbprint': 422,
  'key.of-another-party': 409,
  'key.party-differs': 422,
  'idempotency.key-reused': 422,
  'inbox.streams-exhausted': 503,
  'http.400': 400,
  'http.404': 404,
  'http.413': 413,
  'http.415': 415,
  'http.503': 503,
  fault: 503,
  defect: 500,
} as const satisfies Record<string, number>;
export type ProblemCode = keyof typeof PROBLEM_CODES;

const FieldProblem = z.strictObject({
  field: z.string().describe('path of the field, empty for the whole'),
  problem: z.string().describe('what is wrong with it, e.g. invalid_type'),
});

/** A refusal, a fault or a defect as the HTTP edge tells it (RFC 9457, application/problem+json). */
export const Problem = z.strictObject({
  type: z.string().describe('urn:lianshen:<code>'),
  title: z.string().describe('a sentence for people, in Chinese'),
  detail: z.string().describe('the same in English'),
  status: z.int().min(400).max(599).describe('the HTTP status'),
  code: z.enum(Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]]).describe('stable code for programs'),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional().describe('what the sentence speaks of; never personal data'),
  fields: z.array(FieldProblem).optional().describe('of request.malformed: which fields, never their values'),
  sentence: Sentence.optional().describe('of an uploaded file or an identity number: what to do'),
  rows: z.array(RefusedRow).optional().describe('of batch.rows-refused and batch.no-good-rows: the rows'),
  about: z.record(z.string(), z.unknown()).optional().describe('of http.*: what the process adds, e.g. which check fails'),
});
export type Problem = z.infer<typeof Problem>;
