import { BsonType, type BsonValue } from '../bson/types.js';
import { encodedKey, typeOrder } from '../index/key-encoding.js';
import type { ValueTest } from '../query/filter.js';

/** One end of a range of encoded values; `inclusive` takes in everything that begins with the bytes. */
export interface Edge {
  readonly bytes: Buffer;
  readonly inclusive: boolean;
}

/** What the tests on one path mean for the encoded values in an index: some points, or one range. */
export type Bounds =
  | { readonly kind: 'points'; readonly points: readonly Buffer[] }
  | { readonly kind: 'range'; readonly lower: Edge; readonly upper: Edge };

/**
 * An array is filed under its elements, and MinKey and MaxKey compare with every type: such operands give no bounds.
 * Undefined is refused by the parser.
 */
const isBoundable = (operand: BsonValue): boolean =>
  operand.type !== BsonType.array && operand.type !== BsonType.minKey && operand.type !== BsonType.maxKey;

function pointsOf(test: ValueTest): Buffer[] | undefined {
  if (test.kind === 'eq') return isBoundable(test.operand) ? [encodedKey(test.operand)] : undefined;
  if (test.kind === 'in') {
    if (!test.operands.every(isBoundable)) return undefined;
    const points = test.operands.map(encodedKey).sort((left, right) => Buffer.compare(left, right));
    return points.filter((point, i) => i === 0 || !point.equals(points[i - 1]!));
  }
  return undefined;
}

/** All values of one kind share their first byte. */
function wholeKind(order: number): Edge {
  return { bytes: Buffer.of(order), inclusive: true };
}

function rangeOf(test: ValueTest): Bounds | undefined {
  if (test.kind === 'regex') {
    if (test.prefix === undefined) return undefined;
    // The encoded text without its terminator: everything that continues it lies inside.
    const bytes = Buffer.concat([Buffer.of(typeOrder(BsonType.string)), Buffer.from(test.prefix)]);
    return { kind: 'range', lower: { bytes, inclusive: true }, upper: { bytes, inclusive: true } };
  }
  if (test.kind !== 'gt' && test.kind !== 'gte' && test.kind !== 'lt' && test.kind !== 'lte') return undefined;
  if (!isBoundable(test.operand)) return undefined;
  const edge: Edge = { bytes: encodedKey(test.operand), inclusive: test.kind === 'gte' || test.kind === 'lte' };
  const kind = wholeKind(typeOrder(test.operand.type));
  const isLower = test.kind === 'gt' || test.kind === 'gte';
  return isLower ? { kind: 'range', lower: edge, upper: kind } : { kind: 'range', lower: kind, upper: edge };
}

/** The narrower of two ranges of the same kind; the first when they are of different kinds. */
function intersect(left: Bounds, right: Bounds): Bounds {
  if (left.kind !== 'range' || right.kind !== 'range') return left;
  if (left.lower.bytes[0] !== right.lower.bytes[0]) return left;
  const lower = isTighterLower(right.lower, left.lower) ? right.lower : left.lower;
  const upper = isTighterUpper(right.upper, left.upper) ? right.upper : left.upper;
  return { kind: 'range', lower, upper };
}

const isTighterLower = (candidate: Edge, current: Edge): boolean => {
  const order = Buffer.compare(candidate.bytes, current.bytes);
  return order > 0 || (order === 0 && !candidate.inclusive);
};

/** A prefix that is taken in whole reaches beyond everything that begins with it. */
const isTighterUpper = (candidate: Edge, current: Edge): boolean => {
  const length = Math.min(candidate.bytes.length, current.bytes.length);
  const order = Buffer.compare(candidate.bytes.subarray(0, length), current.bytes.subarray(0, length));
  if (order !== 0) return order < 0;
  if (candidate.bytes.length === current.bytes.length) return !candidate.inclusive;
  return candidate.bytes.length > current.bytes.length ? current.inclusive : !candidate.inclusive;
};

/**
 * The bounds that follow from the tests on one path. On a multikey path each test may be passed by another element
 * of the array, so only one of them may narrow the scan.
 */
export function boundsOf(tests: readonly ValueTest[], isMultikey: boolean): Bounds | undefined {
  const points = tests.map(pointsOf).filter((found) => found !== undefined);
  const fewest = points.sort((left, right) => left.length - right.length)[0];
  if (fewest) return { kind: 'points', points: fewest };
  const ranges = tests.map(rangeOf).filter((found) => found !== undefined);
  return isMultikey ? ranges[0] : ranges.length > 0 ? ranges.reduce(intersect) : undefined;
}
