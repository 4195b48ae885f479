import { documentOf, type BsonValue } from '../bson/types.js';
import type { Index } from '../index/index-spec.js';
import type { KeyPattern } from '../index/key-pattern.js';
import { choosePlan } from '../plan/choose-plan.js';
import { runPlan } from '../plan/run-plan.js';
import type { Collection } from '../storage/collection.js';
import type { Filter } from './filter.js';
import { compileFilter } from './matcher.js';
import { parseFilter } from './parse-filter.js';
import { sortDocuments } from './sort.js';

export interface Selection {
  readonly filter: Filter;
  readonly sort: KeyPattern | undefined;
  readonly skip: number;
  /** 0 means all. */
  readonly limit: number;
  readonly hint: Index | undefined;
}

export function selectionOf(filter: BsonValue | undefined, options: Partial<Omit<Selection, 'filter'>> = {}): Selection {
  return {
    filter: filter ? parseFilter(filter) : { kind: 'and', parts: [] },
    sort: undefined,
    skip: 0,
    limit: 0,
    hint: undefined,
    ...options,
  };
}

function* matching(candidates: Iterable<Buffer>, filter: Filter): Generator<Buffer> {
  const matches = compileFilter(filter);
  for (const document of candidates) if (matches(documentOf(document))) yield document;
}

export function* skipAndLimit(documents: Iterable<Buffer>, skip: number, limit: number): Generator<Buffer> {
  let position = 0;
  for (const document of documents) {
    if (position++ < skip) continue;
    yield document;
    if (limit > 0 && position >= skip + limit) return;
  }
}

/** The documents that a query names, in its order, read lazily wherever an index gives the order. */
export function select(collection: Collection, selection: Selection): Iterable<Buffer> {
  const { filter, sort, skip, limit } = selection;
  const plan = choosePlan(collection, filter, sort, selection.hint);
  const isSorted = !sort || (plan.kind === 'scan' && plan.isSorted);
  const expected = isSorted && limit > 0 ? skip + limit : 0;
  const found = matching(runPlan(collection, plan, expected), filter);
  const ordered = isSorted ? found : sortDocuments(found, sort, limit > 0 ? skip + limit : 0);
  return skip > 0 || limit > 0 ? skipAndLimit(ordered, skip, limit) : ordered;
}
