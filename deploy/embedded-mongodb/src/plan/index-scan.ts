import type { Index } from '../index/index-spec.js';
import type { KeyPattern } from '../index/key-pattern.js';
import { afterPrefix } from '../storage/keys.js';
import { boundsOf, type Bounds, type Edge } from './bounds.js';
import type { Conjuncts } from './conjuncts.js';
import type { Interval } from './plan.js';

/** More combinations of points than this are not worth seeking one by one: the remaining fields are only filtered. */
const prefixesMax = 1000;

export interface IndexScan {
  readonly intervals: readonly Interval[];
  /** Fields whose value is one of given points. */
  readonly pointFields: number;
  /** Which of these have exactly one point, by position. */
  readonly constant: readonly boolean[];
  readonly hasRange: boolean;
}

function inverted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = 0; i < copy.length; i++) copy[i] = ~copy[i]!;
  return copy;
}

function rangeInterval(prefix: Buffer, lower: Edge, upper: Edge, descending: boolean): Interval {
  const first = descending ? { ...upper, bytes: inverted(upper.bytes) } : lower;
  const last = descending ? { ...lower, bytes: inverted(lower.bytes) } : upper;
  const from = Buffer.concat([prefix, first.bytes]);
  const to = Buffer.concat([prefix, last.bytes]);
  return { start: first.inclusive ? from : afterPrefix(from), end: last.inclusive ? afterPrefix(to) : to };
}

const isMultikey = (index: Index): boolean => index.multikey.includes(true);

/** The keys of one index that a filter can concern: points on its first fields, then at most one range. */
export function scanOf(index: Index, keyPrefix: Buffer, conjuncts: Conjuncts): IndexScan {
  let prefixes = [keyPrefix];
  const constant: boolean[] = [];
  for (const field of index.pattern) {
    const tests = conjuncts.get(field.path.dotted);
    const bounds: Bounds | undefined = tests && boundsOf(tests, isMultikey(index));
    // Two fields of one array must not both narrow: different elements may pass the two tests.
    if (bounds && index.multikey[constant.length] && index.multikey.slice(0, constant.length).includes(true)) break;
    if (bounds?.kind === 'range') {
      const intervals = prefixes.map((prefix) => rangeInterval(prefix, bounds.lower, bounds.upper, field.descending));
      return finished(intervals, constant, true);
    }
    const isFirst = constant.length === 0;
    if (!bounds || (!isFirst && prefixes.length * bounds.points.length > prefixesMax)) break;
    const points = field.descending ? bounds.points.map(inverted).reverse() : bounds.points;
    prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
    constant.push(bounds.points.length === 1);
  }
  return finished(prefixes.map((prefix) => ({ start: prefix, end: afterPrefix(prefix) })), constant, false);
}

function finished(intervals: readonly Interval[], constant: readonly boolean[], hasRange: boolean): IndexScan {
  const nonEmpty = intervals.filter(({ start, end }) => Buffer.compare(start, end) < 0);
  return { intervals: nonEmpty, pointFields: constant.length, constant, hasRange };
}

/**
 * Whether the scan yields this sort order, and in which direction: fields held constant can be passed over, the
 * others must follow the index. Fields through arrays cannot give an order, since a document stands there many times.
 */
export function sortDirection(index: Index, scan: IndexScan, sort: KeyPattern): 'forward' | 'reverse' | undefined {
  let at = 0;
  let direction: 'forward' | 'reverse' | undefined;
  for (const field of sort) {
    const isConstant = index.pattern.some(
      (own, i) => scan.constant[i] && !index.multikey[i] && own.path.dotted === field.path.dotted,
    );
    if (isConstant) continue;
    while (scan.constant[at] && index.pattern[at]!.path.dotted !== field.path.dotted) at++;
    const own = index.pattern[at];
    if (!own || own.path.dotted !== field.path.dotted || index.multikey[at]) return undefined;
    const needed = own.descending === field.descending ? 'forward' : 'reverse';
    if (direction && direction !== needed) return undefined;
    direction = needed;
    at++;
  }
  return direction ?? 'forward';
}
