import { z } from 'zod';
import { AgencyId, CaseId, IsoInstant } from '../kernel/index.js';

/** `POST /api/cases/:caseId/requests/:agency/supplements`. */
export const SendSupplementBody = z.strictObject({
  question: z.int().min(1).max(99).describe('number of the question that it answers'),
  text: z.string().min(1).max(4_000).describe('the answer to what the agency asked'),
});

/** `POST /api/cases/:caseId/requests/:agency/extensions/:number/decision`. */
export const DecideExtensionBody = z.strictObject({
  grantedUntil: IsoInstant.nullable().describe('the new due time (RFC 3339, UTC, milliseconds), or null to refuse'),
});

/** The number of an extension in a path. */
export const ExtensionNumber = z.coerce.number().int().min(1).max(99).describe('of the extension that was asked for');

const Reason = z.string().trim().min(1).max(2_000).describe('why, for the record');

/** What two persons decide. */
export const DecisionKind = z.enum(['close-flag', 'resume', 'suspend', 'terminate', 'reopen', 'waive', 'disregard']).describe('close a flag · lift a halt · suspend · terminate · reopen what has ended · do without an agency · set aside that another case of the same person holds this one');
export type DecisionKind = z.infer<typeof DecisionKind>;

const proposed = <K extends DecisionKind>(kind: K) => z.strictObject({ kind: z.literal(kind).describe('what is to be decided'), reason: Reason });
const Basis = z.string().trim().min(1).max(1_000).describe('rule or article that it rests on');
const Heard = z.enum(['heard', 'not-heard', 'not-permitted']).describe('whether the person could state and defend');

/** `POST /api/cases/:caseId/decisions`: one person proposes. */
export const ProposeDecisionBody = z.discriminatedUnion('kind', [
  proposed('close-flag').extend({ agency: AgencyId.describe('whose flag'), basis: Basis.optional() }),
  proposed('resume'),
  proposed('suspend').extend({ reviewAt: IsoInstant.describe('when it is reviewed, at most 92 days ahead'), basis: Basis.optional() }),
  proposed('terminate').extend({ basis: Basis, heard: Heard }),
  proposed('reopen').extend({ basis: Basis.optional() }),
  proposed('waive').extend({ agency: AgencyId.describe('who need not answer'), basis: Basis.optional() }),
  proposed('disregard').extend({ otherCaseId: CaseId.describe('the other case whose flag does not hold this one'), basis: Basis.optional() }),
]);
export type ProposeDecisionBody = z.infer<typeof ProposeDecisionBody>;

/** The number of a decision in a path. */
export const DecisionNumberInPath = z.coerce.number().int().min(1).max(99).describe('of the decision');

/** Bodies that hold nothing but the reason: of a withdrawal, and of a decision that is refused. */
export const ReasonBody = z.strictObject({ reason: Reason });

/** `POST /api/cases/:caseId/requests/:agency/reassignment`. */
export const ReassignBody = z.strictObject({ to: AgencyId.describe('who answers instead'), reason: Reason });

/** `POST /api/cases/:caseId/consideration`. */
export const ConsiderAdviceBody = z.strictObject({ text: z.string().trim().min(1).max(4_000).describe('how the advice was considered, and why the case may clear with it') });
