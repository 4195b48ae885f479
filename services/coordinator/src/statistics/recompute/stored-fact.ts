import { z } from 'zod';
import { AgencyId, CaseId, Instant, RequestId } from '@lianshen/contracts/kernel';
import type { Fact } from '../domain/fact.js';

const at = Instant.nullable();
const about = { caseId: CaseId, person: CaseId, policy: z.string() };
const ToldApart = z.enum(['recalled', 'declined', 'reassigned', 'waived', 'withheld']);
const CaseEnd = z.enum(['cleared', 'halted', 'suspended', 'terminated', 'withdrawn']);

const StoredRequest = z.strictObject({
  requestId: RequestId,
  agency: AgencyId,
  issuedAt: Instant,
  receivedAt: at,
  dueAt: Instant,
  pauses: z.array(z.strictObject({ from: Instant, to: at })),
  extended: z.boolean(),
  answeredAt: at,
  lateWorkingDays: z.int().min(0),
  versions: z.int().min(0),
  apart: z.strictObject({ because: ToldApart, at: Instant }).nullable(),
});

/** A fact as a row holds it; what somebody has put into a row by hand may be none. */
export const StoredFact: z.ZodType<Fact> = z.discriminatedUnion('kind', [
  z.strictObject({ ...about, kind: z.literal('request'), request: StoredRequest }),
  z.strictObject({ ...about, kind: z.literal('case'), course: z.strictObject({ openedAt: Instant, startedAt: at, end: z.strictObject({ by: CaseEnd, at: Instant }).nullable() }) }),
  z.strictObject({ ...about, kind: z.literal('halt'), halt: z.strictObject({ number: z.int().min(1), agency: AgencyId, at: Instant, releasedAt: at, endedAt: at, clearedAt: at }) }),
]);
