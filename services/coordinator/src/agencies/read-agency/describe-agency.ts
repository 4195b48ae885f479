import type { AgencyView } from '@lianshen/contracts/api';
import { checkSocialCreditCode } from '@lianshen/contracts/identity';
import { toIso, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import type { AgencyName } from '@lianshen/contracts/messages';
import { nameAt, NOT_REGISTERED, statusAt, type Lifecycle, type ProposedChange } from '../domain/lifecycle.js';

interface About {
  readonly agency: AgencyId;
  readonly lifecycle: Lifecycle | undefined;
  /** What it is called until it is registered. */
  readonly nameUnregistered: AgencyName | undefined;
  readonly now: Instant;
  readonly hasKeys: boolean;
  readonly successor: AgencyId | null;
}

export const describeLine = ({ agency, lifecycle = NOT_REGISTERED, nameUnregistered, now, hasKeys, successor }: About) => ({
  agency,
  status: statusAt(lifecycle, now),
  name: nameAt(lifecycle, now) ?? nameUnregistered ?? null,
  hasKeys,
  successor,
});

export function describeAgency(about: About & { readonly others: ReadonlyMap<AgencyId, Lifecycle> }): AgencyView {
  const { agency, lifecycle = NOT_REGISTERED, others } = about;
  const { names, codes, merger, changes } = lifecycle;
  return {
    ...describeLine(about),
    names: names.map(({ name, from }, index) => ({ name, from: toIso(from), until: iso(names[index + 1]?.from) })),
    codes: codes.map(({ code, validFrom, validUntil }) => ({ code, fitsCheckDigit: checkSocialCreditCode(code).ok, validFrom: iso(validFrom), validUntil: iso(validUntil) })),
    mergedInto: merger ? { agency: merger.into, name: lastNameOf(others.get(merger.into)), effectiveAt: toIso(merger.effectiveAt) } : null,
    predecessors: [...others].sort(byId).flatMap(([other, each]) => (each.merger?.into === agency ? [{ agency: other, name: lastNameOf(each), effectiveAt: toIso(each.merger.effectiveAt) }] : [])),
    changes: changes.map(describeChange),
  };
}

const byId = ([one]: readonly [AgencyId, unknown], [other]: readonly [AgencyId, unknown]): number => (one < other ? -1 : 1);

const lastNameOf = (lifecycle: Lifecycle | undefined) => lifecycle?.names.at(-1)?.name ?? null;

const describeChange = ({ number, change, status, reason, proposedBy, proposedAt, decidedBy, decidedAt, refusal }: ProposedChange): AgencyView['changes'][number] => ({
  number,
  kind: change.kind,
  into: change.kind === 'merge' ? change.into : null,
  effectiveAt: change.kind === 'merge' ? toIso(change.effectiveAt) : null,
  status,
  reason,
  proposedBy,
  proposedAt: toIso(proposedAt),
  decidedBy: decidedBy ?? null,
  decidedAt: iso(decidedAt),
  refusal: refusal ?? null,
});

const iso = (at: number | undefined): string | null => (at === undefined ? null : toIso(at));
