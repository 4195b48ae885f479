import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import type { Lifecycle, Merger } from './lifecycle.js';

/**
 * Who answers for whom at a time, along mergers that have taken effect. Each agency is a ledger stream of its own, so two
 * that are merged into each other at one moment can both be confirmed: then the one that was confirmed first counts and the
 * other does not, and every process says the same. @param now infinity follows those of the future too.
 */
export function successorsAt(agencies: ReadonlyMap<AgencyId, Lifecycle>, now: Instant): ReadonlyMap<AgencyId, AgencyId> {
  const into = new Map<AgencyId, AgencyId>();
  for (const [agency, merger] of inOrder(agencies)) if (merger.effectiveAt <= now && endOf(merger.into, into) !== agency) into.set(agency, merger.into);
  return new Map([...into.keys()].map((agency) => [agency, endOf(agency, into)]));
}

function inOrder(agencies: ReadonlyMap<AgencyId, Lifecycle>): [AgencyId, Merger][] {
  const merged = [...agencies].flatMap(([agency, { merger }]): [AgencyId, Merger][] => (merger ? [[agency, merger]] : []));
  return merged.sort(([one, a], [other, b]) => a.confirmedAt - b.confirmedAt || (one < other ? -1 : 1));
}

/** Ends, because `into` never closes a circle. */
function endOf(agency: AgencyId, into: ReadonlyMap<AgencyId, AgencyId>): AgencyId {
  let end = agency;
  for (let next = into.get(end); next !== undefined; next = into.get(end)) end = next;
  return end;
}
