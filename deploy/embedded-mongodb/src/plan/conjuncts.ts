import type { Filter, ValueTest } from '../query/filter.js';

/** For each path, the tests that every matching document passes: what stands in the filter outside of or, nor, not. */
export type Conjuncts = ReadonlyMap<string, readonly ValueTest[]>;

export function conjunctsOf(filter: Filter): Conjuncts {
  const tests = new Map<string, ValueTest[]>();
  collect(filter, tests);
  return tests;
}

function collect(filter: Filter, into: Map<string, ValueTest[]>): void {
  if (filter.kind === 'and') {
    for (const part of filter.parts) collect(part, into);
  } else if (filter.kind === 'path') {
    const known = into.get(filter.path.dotted);
    if (known) known.push(filter.test);
    else into.set(filter.path.dotted, [filter.test]);
  }
}

/** An `$or` that every matching document has to pass, if there is one. */
export function findDisjunction(filter: Filter): readonly Filter[] | undefined {
  if (filter.kind === 'or') return filter.parts.length > 0 ? filter.parts : undefined;
  if (filter.kind !== 'and') return undefined;
  for (const part of filter.parts) {
    const found = findDisjunction(part);
    if (found) return found;
  }
  return undefined;
}
