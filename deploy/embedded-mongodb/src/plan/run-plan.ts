import type { Collection } from '../storage/collection.js';
import { idIndex } from '../storage/id-index.js';
import type { Interval, Plan } from './plan.js';

const chunkMin = 16;
const chunkMax = 512;

/**
 * Reads stored pairs in portions and looks the place up anew after each, so that a cursor which rests between two
 * getMore commands holds no transaction open and no page of the store back.
 */
function* pairs(
  store: Collection['environment']['records'],
  interval: Interval,
  reverse: boolean,
  expected: number,
): Generator<{ key: Buffer; value: Buffer }> {
  let { start, end } = interval;
  let isResumed = false;
  for (let limit = Math.max(chunkMin, Math.min(expected, chunkMax)); ; limit = Math.min(limit * 2, chunkMax)) {
    const chunk = reverse
      ? [...store.getRange({ start: end, exclusiveStart: true, end: start, inclusiveEnd: true, reverse, limit })]
      : [...store.getRange({ start, exclusiveStart: isResumed, end, limit })];
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < limit) return;
    if (reverse) end = last.key;
    else start = last.key;
    isResumed = true;
  }
}

function* scanDocuments(
  collection: Collection,
  plan: Plan & { kind: 'scan' },
  expected: number,
): Generator<{ idKey: Buffer; document: Buffer }> {
  const intervals = plan.reverse ? [...plan.intervals].reverse() : plan.intervals;
  const { records, entries } = collection.environment;
  for (const interval of intervals) {
    if (plan.isByIds) {
      const document = records.getBinary(interval.start);
      if (document) yield { idKey: interval.start.subarray(4), document };
    } else if (plan.index === idIndex) {
      for (const { key, value } of pairs(records, interval, plan.reverse, expected)) {
        yield { idKey: key.subarray(4), document: value };
      }
    } else {
      for (const { value: idKey } of pairs(entries, interval, plan.reverse, expected)) {
        const document = collection.get(idKey);
        if (document) yield { idKey, document };
      }
    }
  }
}

function* withoutRepeats(found: Iterable<{ idKey: Buffer; document: Buffer }>): Generator<Buffer> {
  const seen = new Set<string>();
  for (const { idKey, document } of found) {
    const id = idKey.toString('latin1');
    if (seen.has(id)) continue;
    seen.add(id);
    yield document;
  }
}

function* allOf(collection: Collection, plans: readonly Plan[]): Generator<{ idKey: Buffer; document: Buffer }> {
  for (const plan of plans) {
    if (plan.kind === 'union') yield* allOf(collection, plan.plans);
    else yield* scanDocuments(collection, plan, 0);
  }
}

function* documentsOnly(found: Iterable<{ document: Buffer }>): Generator<Buffer> {
  for (const { document } of found) yield document;
}

/**
 * The candidates of a plan, each document once. `expected` is how many will probably be asked for, so that a page of
 * fifty is read at once and nothing beyond it; 0 when that is not known.
 */
export function runPlan(collection: Collection, plan: Plan, expected: number): Iterable<Buffer> {
  if (plan.kind === 'union') return withoutRepeats(allOf(collection, plan.plans));
  const found = scanDocuments(collection, plan, expected);
  return plan.mayRepeat ? withoutRepeats(found) : documentsOnly(found);
}
