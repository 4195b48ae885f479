import type { VerdictCode } from '@lianshen/contracts/messages';
import type { Register, RegisterFinding } from './register.js';

export interface LookedUp {
  readonly code: VerdictCode;
  /** In the register's order; none when the code is CLEAR. */
  readonly findings: readonly RegisterFinding[];
}

/** The most severe first: what several findings of one person come to. */
const BY_SEVERITY = ['OBJECT', 'FLAG_IN_PERIOD', 'FLAG_VERIFYING', 'SUGGEST_DEFER'] as const;

/**
 * What the register says of a person: the most severe of the findings, and all of them. Who is not in it is CLEAR.
 * @param identityNumber 18 characters as parseIdentityNumber gives them.
 */
export function lookUp(register: Register, identityNumber: string): LookedUp {
  const findings = register.findings.get(identityNumber) ?? [];
  const code = BY_SEVERITY.find((one) => findings.some((finding) => finding.code === one));
  return { code: code ?? 'CLEAR', findings };
}
