import { canonicalJson, ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { AgencyName } from '@lianshen/contracts/messages';
import type { Lifecycle } from './lifecycle.js';
import type { CreditCode, LifecycleEvent } from './lifecycle-event.js';

export interface RegisterAgency {
  readonly name: AgencyName;
  readonly code?: CreditCode | undefined;
  /** The id of the person. */
  readonly by: string;
}

/**
 * Enters an agency under its official name. The same again: nothing to do. Refused: `agency.registered` where it stands under
 * another name or code (it is renamed instead), `agency.code-dates` where the code ends before it begins.
 */
export function registerAgency(state: Lifecycle, { name, code, by }: RegisterAgency): Result<LifecycleEvent[]> {
  const [first] = state.names;
  if (first) return canonicalJson([first.name, state.codes[0] ?? null]) === canonicalJson([name, code ?? null]) ? ok([]) : refuse('agency.registered');
  if (code && !isOrdered(code)) return refuse('agency.code-dates');
  return ok([{ type: 'AgencyRegistered', data: { name, ...(code ? { code } : {}), by } }]);
}

const isOrdered = ({ validFrom, validUntil }: CreditCode): boolean => validFrom === undefined || validUntil === undefined || validFrom < validUntil;

export interface RenameAgency extends RegisterAgency {
  /** Undefined: from now on. */
  readonly effectiveAt: Instant | undefined;
  readonly reason: string;
}

/**
 * Gives an agency another official name, and another code if it got one. What was signed under the old name keeps it. The
 * name that it bears last already: nothing to do. Refused: `agency.unregistered`, `agency.merged`, `agency.effective-past`,
 * `agency.rename-order` where a later name is on record, `agency.code-dates`.
 */
export function renameAgency(state: Lifecycle, command: RenameAgency, now: Instant): Result<LifecycleEvent[]> {
  const { name, code, reason, by } = command;
  const last = state.names.at(-1);
  if (!last) return refuse('agency.unregistered');
  if (canonicalJson(last.name) === canonicalJson(name) && (!code || canonicalJson(code) === canonicalJson(state.codes.at(-1) ?? null))) return ok([]);
  if (state.merger) return refuse('agency.merged');
  const effectiveAt = command.effectiveAt ?? now;
  if (effectiveAt < now) return refuse('agency.effective-past');
  if (effectiveAt <= last.from) return refuse('agency.rename-order');
  if (code && !isOrdered(code)) return refuse('agency.code-dates');
  return ok([{ type: 'AgencyRenamed', data: { name, ...(code ? { code } : {}), effectiveAt, reason, by } }]);
}
