import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { mayDoWithCase, type CaseOperation } from '@lianshen/contracts/rights';
import type { Person } from '@lianshen/platform/identity';
import type { CaseState } from './domain/index.js';

/** Asked first in every use case, on the state that is decided on or shown. Refused: `case.unknown`, `identity.not-permitted`. */
export function permitted({ status }: Pick<CaseState, 'status'>, { roles }: Pick<Person, 'roles'>, operation: CaseOperation): Result<void> {
  if (status === 'none') return refuse('case.unknown');
  return mayDoWithCase(roles, operation, status) ? ok(undefined) : refuse('identity.not-permitted');
}
