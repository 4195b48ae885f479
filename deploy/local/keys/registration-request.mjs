import { createHash } from 'node:crypto';

/**
 * How an administrator registers an agency's public keys at the coordinator. The same keys have the same Idempotency-Key.
 * @param {string} agency
 * @param {string} body what the agency's `GET /keys` answered
 * @returns {{ method: 'POST', path: string, headers: Record<string, string>, body: string }} headers: without the administrator's token
 */
export const registrationRequest = (agency, body) => ({
  method: 'POST',
  path: `/api/agencies/${encodeURIComponent(agency)}/keys`,
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': createHash('sha256').update(`${agency} ${body}`).digest('hex').slice(0, 32) },
  body,
});
