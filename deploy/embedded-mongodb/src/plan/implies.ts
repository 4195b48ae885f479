import { BsonType, type BsonValue } from '../bson/types.js';
import { compareValues, isEqual, isSameKind } from '../query/compare.js';
import type { Filter, ValueTest } from '../query/filter.js';
import { compileTest } from '../query/matcher.js';
import type { Conjuncts } from './conjuncts.js';

/** Values that a matching document certainly has on the path, one of them. */
function valuesOf(test: ValueTest): readonly BsonValue[] | undefined {
  if (test.kind === 'eq') return [test.operand];
  return test.kind === 'in' && test.operands.length > 0 ? test.operands : undefined;
}

/** MinKey and MaxKey compare with missing fields too. */
const isBoundary = (value: BsonValue): boolean => value.type === BsonType.minKey || value.type === BsonType.maxKey;

const isNull = (value: BsonValue): boolean => value.type === BsonType.null;

/** A test that a missing field cannot pass. */
function needsValue(test: ValueTest): boolean {
  const values = valuesOf(test);
  if (values) return !values.some(isNull);
  if (test.kind === 'in') return false;
  return !('operand' in test) || !(isNull(test.operand) || isBoundary(test.operand));
}

function isTighterRange(test: ValueTest, wanted: ValueTest): boolean {
  if (test.kind !== 'gt' && test.kind !== 'gte' && test.kind !== 'lt' && test.kind !== 'lte') return false;
  if (wanted.kind !== 'gt' && wanted.kind !== 'gte' && wanted.kind !== 'lt' && wanted.kind !== 'lte') return false;
  if (test.kind[0] !== wanted.kind[0] || !isSameKind(test.operand, wanted.operand)) return false;
  const order = compareValues(test.operand, wanted.operand) * (test.kind[0] === 'g' ? 1 : -1);
  return order > 0 || (order === 0 && (wanted.kind.length === 3 || test.kind.length === 2));
}

function testImplies(test: ValueTest, wanted: ValueTest): boolean {
  if (wanted.kind === 'exists') return needsValue(test);
  const values = valuesOf(test);
  if (values) {
    const matches = compileTest(wanted);
    return values.every((value) => value.type !== BsonType.array && !isNull(value) && matches(value));
  }
  if (wanted.kind === 'eq') return false;
  return isTighterRange(test, wanted);
}

const isSameEquality = (test: ValueTest, wanted: ValueTest): boolean =>
  test.kind === 'eq' && wanted.kind === 'eq' && isEqual(test.operand, wanted.operand);

/** Whether every document that passes the conjuncts also passes the filter of a partial index. False when in doubt. */
export function implies(conjuncts: Conjuncts, wanted: Filter): boolean {
  if (wanted.kind === 'and') return wanted.parts.every((part) => implies(conjuncts, part));
  if (wanted.kind !== 'path') return false;
  const tests = conjuncts.get(wanted.path.dotted) ?? [];
  return tests.some((test) => isSameEquality(test, wanted.test) || testImplies(test, wanted.test));
}
