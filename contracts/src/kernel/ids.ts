import { z } from 'zod';

/** UUID version 8 (RFC 9562), derived under a secret: the same command gives the same id, and nobody can guess it. */
const Uuid = z.uuid({ version: 'v8' });

export const CaseId = Uuid.describe('case');
export type CaseId = z.infer<typeof CaseId>;

export const BatchId = Uuid.describe('batch');
export type BatchId = z.infer<typeof BatchId>;

/** A token that is safe as a NATS subject token, a folder name and a database name's part. */
const Token = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);

export const AgencyId = Token.describe('agency, e.g. discipline');
export type AgencyId = z.infer<typeof AgencyId>;

export const Jurisdiction = Token.describe('jurisdiction: the unit of partition, a subject token');
export type Jurisdiction = z.infer<typeof Jurisdiction>;

/** The coordinator's name as a party beside the agencies; no agency can have it. */
export const COORDINATOR = 'coordinator';

/** The desk of the auditors at the hub; people of an agency of that name have no desk. */
export const AUDITORS_DESK = 'auditor';
/** Where the supervising leader (分管领导) is told of what nobody else has brought to an end. */
export const SUPERIORS_DESK = 'superior';

export const PartyId = Token.describe('coordinator or an agency');
export type PartyId = z.infer<typeof PartyId>;

/** One request is one case, one agency, one round: `<caseId>.<agency>.<round>`. */
export const RequestId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\.[a-z][a-z0-9-]{0,31}\.[1-9][0-9]{0,2}$/)
  .describe('case, agency and round');
export type RequestId = z.infer<typeof RequestId>;

export const requestIdOf = (caseId: CaseId, agency: AgencyId, round: number): RequestId => `${caseId}.${agency}.${round}`;

/** @param requestId a valid request id; splitting cannot fail on one. */
export function partsOfRequestId(requestId: RequestId): { caseId: CaseId; agency: AgencyId; round: number } {
  const [caseId = '', agency = '', round = ''] = requestId.split('.');
  return { caseId, agency, round: Number(round) };
}

/** SHA-256 in base64url without padding: 43 characters. */
export const Sha256 = z.string().regex(/^[A-Za-z0-9_-]{43}$/).describe('SHA-256, base64url');
export type Sha256 = z.infer<typeof Sha256>;

/** 128 random bits in base64url: keeps equal requests from having equal hashes. */
export const Nonce = z.string().regex(/^[A-Za-z0-9_-]{22}$/).describe('128 random bits, base64url');

/** An id that an agency can have: none that means somebody else as a party or as a desk. */
export const FreeAgencyId = AgencyId.refine((id) => ![COORDINATOR, AUDITORS_DESK, SUPERIORS_DESK].includes(id), 'an agency cannot be called coordinator, auditor or superior');
