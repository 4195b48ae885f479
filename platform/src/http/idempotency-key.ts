import { IdempotencyKey } from '@lianshen/contracts/api';
import { Refused } from './refused.js';
import { validated } from './validated.js';

/** The command's key as its header gave it. @throws Refused `idempotency.key-missing`, or `request.malformed`. */
export function readIdempotencyKey(header: string | undefined): IdempotencyKey {
  if (header === undefined) throw new Refused({ code: 'idempotency.key-missing', params: {} });
  return validated(IdempotencyKey, header);
}
