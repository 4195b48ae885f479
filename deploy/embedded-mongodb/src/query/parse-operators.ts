import { ElementCursor, elementsOf, fieldsOf, isEmptyDocument } from '../bson/element-cursor.js';
import { flagOf, numberOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { FieldPath } from './field-path.js';
import type { ElementTest, Filter, ValueTest } from './filter.js';
import { parseRegex, parseRegexOperator } from './parse-regex.js';
import { typesNamed } from './type-names.js';

/** Conditions over an array's elements are filters again; handed in, because filters are parsed with this file. */
export type ParseFilter = (document: BsonValue) => Filter;

/** A document whose first field is an operator is an expression; any other is a value to compare with. */
export function isOperatorDocument(value: BsonValue): boolean {
  return value.type === BsonType.object && !isEmptyDocument(value) && value.bytes[value.start + 5] === 0x24;
}

const refuse = (message: string): never => {
  throw new CommandError('BadValue', message);
};

function arrayOperand(name: string, value: BsonValue): BsonValue[] {
  return value.type === BsonType.array ? elementsOf(value) : refuse(`${name} needs an array`);
}

function comparable(name: string, value: BsonValue): BsonValue {
  if (value.type === BsonType.regex && name !== '$eq' && name !== '$ne') refuse(`Can't have RegEx as arg to predicate over field.`);
  if (value.type === BsonType.undefined) refuse('cannot compare to undefined');
  return value;
}

function inTest(name: string, value: BsonValue): ValueTest {
  const operands = arrayOperand(name, value);
  for (const operand of operands) {
    if (operand.type === BsonType.regex) throw new CommandError('NotImplemented', `${name} with a regular expression is not served`);
    if (isOperatorDocument(operand)) refuse(`cannot nest $ under ${name}`);
  }
  return { kind: 'in', operands };
}

function sizeTest(value: BsonValue): ValueTest {
  const size = numberOf(value);
  if (size === undefined) return refuse(`Failed to parse $size. Expected a number`);
  if (!Number.isInteger(size)) return refuse('Failed to parse $size. Expected an integer');
  return size < 0 ? refuse('Failed to parse $size. Expected a non-negative number') : { kind: 'size', size };
}

function typeTest(value: BsonValue): ValueTest {
  const operands = value.type === BsonType.array ? elementsOf(value) : [value];
  if (operands.length === 0) throw new CommandError('FailedToParse', '$type must match at least one type');
  return { kind: 'type', types: new Set(operands.flatMap(typesNamed)) };
}

const logicalNames = new Set(['$and', '$or', '$nor']);

function elemMatchTest(value: BsonValue, parseFilter: ParseFilter): ValueTest {
  if (value.type !== BsonType.object) return refuse('$elemMatch needs an Object');
  const first = fieldsOf(value).keys().next().value;
  if (isOperatorDocument(value) && !logicalNames.has(first!)) {
    return { kind: 'elemMatchValue', tests: parseElementTests(value, parseFilter) };
  }
  return { kind: 'elemMatchObject', filter: parseFilter(value) };
}

/** Operators that say one thing about a value. `$ne`, `$nin`, `$not` and `$all` are built from them. */
function plainTest(name: string, value: BsonValue, parseFilter: ParseFilter): ValueTest | undefined {
  switch (name) {
    case '$eq':
      return { kind: 'eq', operand: comparable(name, value) };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return { kind: name.slice(1) as 'gt', operand: comparable(name, value) };
    case '$in':
      return inTest(name, value);
    case '$size':
      return sizeTest(value);
    case '$type':
      return typeTest(value);
    case '$elemMatch':
      return elemMatchTest(value, parseFilter);
    default:
      return undefined;
  }
}

/** The operators that negate a plain one. */
function negatedTest(name: string, value: BsonValue): ValueTest | undefined {
  if (name === '$nin') return inTest(name, value);
  if (name !== '$ne') return undefined;
  if (value.type === BsonType.regex) refuse(`Can't have regex as arg to $ne.`);
  return { kind: 'eq', operand: comparable(name, value) };
}

function parseNot(path: FieldPath, value: BsonValue, parseFilter: ParseFilter): Filter {
  if (value.type === BsonType.regex) return { kind: 'not', part: { kind: 'path', path, test: parseRegex(value) } };
  if (value.type !== BsonType.object) refuse('$not needs a regex or a document');
  if (!isOperatorDocument(value)) refuse('$not needs a document of operators');
  return { kind: 'not', part: parseOperators(path, value, parseFilter) };
}

function parseAll(path: FieldPath, value: BsonValue): Filter {
  const parts = arrayOperand('$all', value).map((operand): Filter => {
    if (isOperatorDocument(operand) || operand.type === BsonType.regex) {
      throw new CommandError('NotImplemented', '$all is served for plain values only');
    }
    return { kind: 'path', path, test: { kind: 'eq', operand } };
  });
  // An empty $all matches nothing, which is what an or without parts says.
  return { kind: parts.length === 0 ? 'or' : 'and', parts };
}

function parseOperator(
  path: FieldPath,
  name: string,
  value: BsonValue,
  all: ReadonlyMap<string, BsonValue>,
  parseFilter: ParseFilter,
): Filter | undefined {
  if (name === '$regex') return { kind: 'path', path, test: parseRegexOperator(value, all.get('$options')) };
  if (name === '$options') return all.has('$regex') ? undefined : refuse('$options needs a $regex');
  if (name === '$not') return parseNot(path, value, parseFilter);
  if (name === '$all') return parseAll(path, value);
  if (name === '$exists') {
    const part: Filter = { kind: 'path', path, test: { kind: 'exists' } };
    return flagOf(value) === false || value.type === BsonType.null ? { kind: 'not', part } : part;
  }
  const test = plainTest(name, value, parseFilter);
  if (test) return { kind: 'path', path, test };
  const negated = negatedTest(name, value);
  if (negated) return { kind: 'not', part: { kind: 'path', path, test: negated } };
  return refuse(`unknown operator: ${name}`);
}

/** Parses `{$gt: 1, $lt: 5}` over one path. Unknown operators are refused with BadValue. */
export function parseOperators(path: FieldPath, document: BsonValue, parseFilter: ParseFilter): Filter {
  const all = fieldsOf(document);
  const parts: Filter[] = [];
  for (const [name, value] of all) {
    const part = parseOperator(path, name, value, all, parseFilter);
    if (part) parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}

/** Parses the operators of a value `$elemMatch` or of `$pull`, which look at an element without any path. */
export function parseElementTests(document: BsonValue, parseFilter: ParseFilter): ElementTest[] {
  const tests: ElementTest[] = [];
  const cursor = new ElementCursor(document);
  while (cursor.next()) {
    const name = cursor.name();
    const plain = plainTest(name, cursor.value(), parseFilter);
    const test = plain ?? negatedTest(name, cursor.value());
    if (!test) throw new CommandError('NotImplemented', `${name} is not served over an array's elements`);
    tests.push({ test, negated: plain === undefined });
  }
  return tests;
}
