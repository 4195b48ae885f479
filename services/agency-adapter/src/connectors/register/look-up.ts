import type { VerdictCode } from '@lianshen/contracts/messages';
import { mostSevere } from '../most-severe.js';
import type { Register, RegisterFinding } from './register.js';

export interface LookedUp {
  readonly code: VerdictCode;
  /** In the register's order; none when the code is CLEAR. */
  readonly findings: readonly RegisterFinding[];
}

/**
 * What the register says of a person: the most severe of the findings, and all of them. Who is not in it is CLEAR.
 * @param identityNumber 18 characters as parseIdentityNumber gives them.
 */
export function lookUp(register: Register, identityNumber: string): LookedUp {
  const findings = register.findings.get(identityNumber) ?? [];
  return { code: mostSevere(findings), findings };
}
