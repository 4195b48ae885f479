import type { Index } from '../index/index-spec.js';
import type { KeyPattern } from '../index/key-pattern.js';
import type { Filter } from '../query/filter.js';
import type { Collection } from '../storage/collection.js';
import { idIndex } from '../storage/id-index.js';
import { keyPrefix } from '../storage/keys.js';
import { conjunctsOf, findDisjunction, type Conjuncts } from './conjuncts.js';
import { implies } from './implies.js';
import { scanOf, sortDirection, type IndexScan } from './index-scan.js';
import type { Plan } from './plan.js';

interface Candidate {
  readonly plan: Plan & { kind: 'scan' };
  readonly score: number;
}

/**
 * There are no statistics: more fields pinned to points win, then a range, then a given sort order. One document by
 * a unique key beats everything; a partial index beats a full one, because it holds less.
 */
function scoreOf(index: Index, scan: IndexScan, isSorted: boolean): number {
  const isOneDocument = index.unique && scan.pointFields === index.pattern.length;
  const constants = scan.constant.filter(Boolean).length;
  return (
    (isOneDocument ? 1000 : 0) +
    scan.pointFields * 8 +
    constants * 2 +
    (scan.hasRange ? 4 : 0) +
    (isSorted ? 6 : 0) +
    (index.partial ? 5 : 0)
  );
}

function candidate(
  collection: Collection,
  index: Index,
  conjuncts: Conjuncts,
  sort: KeyPattern | undefined,
): Candidate | undefined {
  if (index.partial && !implies(conjuncts, index.partial.filter)) return undefined;
  const scan = scanOf(index, index === idIndex ? collection.prefix : keyPrefix(index.id), conjuncts);
  const isNarrow = scan.pointFields > 0 || scan.hasRange || index.partial !== undefined;
  const direction = sort && sortDirection(index, scan, sort);
  if (!isNarrow && !direction && index !== idIndex) return undefined;
  const plan = {
    kind: 'scan',
    index,
    intervals: scan.intervals,
    reverse: direction === 'reverse',
    isSorted: sort === undefined || direction !== undefined,
    mayRepeat: index.multikey.includes(true),
    isNarrow,
    isByIds: index === idIndex && scan.pointFields === 1,
  } as const;
  return { plan, score: scoreOf(index, scan, direction !== undefined) };
}

function unionPlan(collection: Collection, filter: Filter, allowed: readonly Index[]): Plan | undefined {
  const parts = findDisjunction(filter);
  if (!parts) return undefined;
  const plans = parts.map((part) => bestScan(collection, { kind: 'and', parts: [part, filter] }, undefined, allowed));
  return plans.every((plan) => plan.isNarrow) ? { kind: 'union', plans } : undefined;
}

function bestScan(
  collection: Collection,
  filter: Filter,
  sort: KeyPattern | undefined,
  allowed: readonly Index[],
): Plan & { kind: 'scan' } {
  const conjuncts = conjunctsOf(filter);
  const candidates = allowed
    .map((index) => candidate(collection, index, conjuncts, sort))
    .filter((found) => found !== undefined);
  const fallback = candidates.length > 0 ? candidates : [candidate(collection, idIndex, conjuncts, sort)!];
  return fallback.reduce((best, other) => (other.score > best.score ? other : best)).plan;
}

/** Decides how to read what a filter can match; every candidate must still be held against the filter. */
export function choosePlan(
  collection: Collection,
  filter: Filter,
  sort: KeyPattern | undefined,
  hinted: Index | undefined,
): Plan {
  const allowed = hinted ? [hinted] : [idIndex, ...collection.indexes];
  const scan = bestScan(collection, filter, sort, allowed);
  if (scan.isNarrow || hinted) return scan;
  return unionPlan(collection, filter, allowed) ?? scan;
}
