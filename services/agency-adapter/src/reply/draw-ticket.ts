import { createHmac } from 'node:crypto';
import type { Sha256 } from '@lianshen/contracts/kernel';

/** A prefix of the hash that a number holds exactly; what is left of it modulo 10,000 is even to one part in 2^34. */
const BYTES = 6;

/**
 * The ticket of a request, 0 to oneIn - 1; 0 is drawn. It is no dice: HMAC-SHA256 under the adapter's root secret over
 * the hash of the request, which holds 128 bits of the coordinator's randomness. So nobody can tell it before the
 * request is there, nobody without the secret afterwards, a request that comes again cannot be drawn again while
 * the store keeps that secret, and whoever holds it can compute for an auditor that it was not chosen.
 */
export const drawTicket = (secret: Buffer, requestHash: Sha256, oneIn: number): number =>
  createHmac('sha256', secret).update(`lianshen draw 1\u001f${requestHash}`).digest().readUIntBE(0, BYTES) % oneIn;
