import { ElementCursor } from '../bson/element-cursor.js';
import { makeValue } from '../bson/make-value.js';
import { numberOf, textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { compareValues, isEqual, isSameKind } from './compare.js';
import { visitPath } from './field-path.js';
import type { ComparisonOperator, ElementTest, Filter, ValueTest } from './filter.js';

export type Matcher = (document: BsonValue) => boolean;
type ValueMatcher = (value: BsonValue | undefined) => boolean;

/** A decimal is NaN when all five bits of its combination field are set. */
const isNaNValue = (value: BsonValue): boolean =>
  value.type === BsonType.decimal128 ? (value.bytes[value.end - 1]! & 0x7c) === 0x7c : Number.isNaN(numberOf(value) ?? 0);

const nullValue = makeValue(null);

function equals(operand: BsonValue): ValueMatcher {
  // A missing field equals null.
  if (operand.type === BsonType.null) return (value) => value === undefined || value.type === BsonType.null;
  return (value) => value !== undefined && isEqual(value, operand);
}

const holds: Readonly<Record<Exclude<ComparisonOperator, 'eq'>, (order: number) => boolean>> = {
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

function compares(kind: Exclude<ComparisonOperator, 'eq'>, operand: BsonValue): ValueMatcher {
  const includesEqual = kind === 'gte' || kind === 'lte';
  if (operand.type === BsonType.null) return includesEqual ? equals(operand) : () => false;
  // MinKey and MaxKey are compared with values of every type, and with a missing one.
  if (operand.type === BsonType.minKey || operand.type === BsonType.maxKey) {
    return (value) => holds[kind](compareValues(value ?? nullValue, operand));
  }
  // NaN is neither above nor below any number and only equals itself.
  if (isNaNValue(operand)) return includesEqual ? equals(operand) : () => false;
  return (value) =>
    value !== undefined && isSameKind(value, operand) && !isNaNValue(value) && holds[kind](compareValues(value, operand));
}

function isOneOf(operands: readonly BsonValue[]): ValueMatcher {
  const tests = operands.map(equals);
  return (value) => tests.some((test) => test(value));
}

function matchesArray(predicate: (element: BsonValue) => boolean): ValueMatcher {
  return (value) => {
    if (value?.type !== BsonType.array) return false;
    const cursor = new ElementCursor(value);
    while (cursor.next()) if (predicate(cursor.value())) return true;
    return false;
  };
}

function hasSize(size: number): ValueMatcher {
  return (value) => {
    if (value?.type !== BsonType.array) return false;
    const cursor = new ElementCursor(value);
    let count = 0;
    while (cursor.next()) count++;
    return count === size;
  };
}

function elemMatchObject(filter: Filter): ValueMatcher {
  const matches = compileFilter(filter);
  return matchesArray(
    (element) => (element.type === BsonType.object || element.type === BsonType.array) && matches(element),
  );
}

/** All conditions of a value `$elemMatch`, or of `$pull`, must hold for one and the same element. */
export function compileElementTests(tests: readonly ElementTest[]): (element: BsonValue) => boolean {
  const compiled = tests.map(({ test, negated }) => ({ matches: compileTest(test), negated }));
  return (element) => compiled.every(({ matches, negated }) => matches(element) !== negated);
}

/** One test as a function over one value; undefined stands for a missing field. */
export function compileTest(test: ValueTest): ValueMatcher {
  switch (test.kind) {
    case 'eq':
      return equals(test.operand);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compares(test.kind, test.operand);
    case 'in':
      return isOneOf(test.operands);
    case 'exists':
      return (value) => value !== undefined;
    case 'type':
      return (value) => value !== undefined && test.types.has(value.type);
    case 'size':
      return hasSize(test.size);
    case 'regex':
      return (value) =>
        (value?.type === BsonType.string || value?.type === BsonType.symbol) && test.regex.test(textOf(value));
    case 'elemMatchObject':
      return elemMatchObject(test.filter);
    case 'elemMatchValue':
      return matchesArray(compileElementTests(test.tests));
  }
}

/** These look at an array as a whole; all other tests look at its elements too. */
const isArrayTest = (test: ValueTest): boolean =>
  test.kind === 'size' || test.kind === 'elemMatchObject' || test.kind === 'elemMatchValue';

/** Turns a parsed filter into a function over raw documents. */
export function compileFilter(filter: Filter): Matcher {
  if (filter.kind === 'path') {
    const matches = compileTest(filter.test);
    const expandLeaf = !isArrayTest(filter.test);
    return (document) => visitPath(document, filter.path, expandLeaf, matches);
  }
  if (filter.kind === 'not') {
    const matches = compileFilter(filter.part);
    return (document) => !matches(document);
  }
  const parts = filter.parts.map(compileFilter);
  if (filter.kind === 'and') return (document) => parts.every((matches) => matches(document));
  if (filter.kind === 'or') return (document) => parts.some((matches) => matches(document));
  return (document) => !parts.some((matches) => matches(document));
}
