import { instantOfChina } from '../answer/china-time.js';
import type { GrantDelegation } from '../hub/hub.js';

/** What stands in the fields of the form. */
export interface GrantFields {
  readonly ofId: string;
  readonly ofName: string;
  readonly toId: string;
  readonly toName: string;
  readonly role: 'approver' | 'agencyHead';
  readonly ground: 'absence' | 'recusal' | 'workload';
  readonly isAbsenceOnly: boolean;
  readonly scope: 'all' | 'batch' | 'item';
  readonly scopeId: string;
  /** `YYYY-MM-DDTHH:mm`, the time of China. */
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

export const EMPTY_GRANT: GrantFields = { ofId: '', ofName: '', toId: '', toName: '', role: 'approver', ground: 'absence', isAbsenceOnly: true, scope: 'all', scopeId: '', from: '', until: '', reason: '' };

/** The delegation that the fields come to; undefined while something is missing. */
export function delegationOf(fields: GrantFields): GrantDelegation | undefined {
  const { role, ground, from, until } = fields;
  const [ofId, ofName, toId, toName, scopeId, reason] = [fields.ofId, fields.ofName, fields.toId, fields.toName, fields.scopeId, fields.reason].map((text) => text.trim()) as [string, string, string, string, string, string];
  const isAlone = ground === 'absence' && fields.isAbsenceOnly;
  const needed = [ofId, ofName, from, until, reason, ...(isAlone ? [] : [toId, toName]), ...(fields.scope === 'all' ? [] : [scopeId])];
  if (needed.includes('')) return undefined;
  const scope = fields.scope === 'all' ? { kind: 'all' as const } : fields.scope === 'batch' ? { kind: 'batch' as const, batch: scopeId } : { kind: 'item' as const, requestId: scopeId };
  return { of: { id: ofId, name: ofName }, ...(isAlone ? {} : { to: { id: toId, name: toName }, role }), ground, scope, from: instantOfChina(from), until: instantOfChina(until), reason };
}
