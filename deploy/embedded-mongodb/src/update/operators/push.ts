import { elementsOf, fieldsOf } from '../../bson/element-cursor.js';
import { numberOf } from '../../bson/scalar.js';
import { BsonType, type BsonValue } from '../../bson/types.js';
import { CommandError } from '../../errors/command-error.js';
import { isEqual } from '../../query/compare.js';
import { isOperatorDocument } from '../../query/parse-operators.js';
import { nameOfType } from '../../query/type-names.js';
import { unchanged, type PrepareOperator } from '../operator.js';
import { closed, opened, TreeArray, type Node } from '../tree.js';

interface Additions {
  readonly values: readonly BsonValue[];
  readonly slice: number | undefined;
}

function sliceOf(value: BsonValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  const slice = numberOf(value);
  if (slice === undefined || !Number.isInteger(slice)) throw new CommandError('BadValue', 'The value for $slice must be an integer value');
  return slice;
}

/** `value` or `{$each: [...]}`; `$slice` where allowed, every other modifier is refused. */
function additionsOf(argument: BsonValue, operator: string, allowsSlice: boolean): Additions {
  if (!isOperatorDocument(argument)) return { values: [argument], slice: undefined };
  const fields = fieldsOf(argument);
  const each = fields.get('$each');
  for (const name of fields.keys()) {
    if (name !== '$each' && !(allowsSlice && name === '$slice')) {
      throw new CommandError(name === '$position' || name === '$sort' ? 'NotImplemented' : 'BadValue', `${name} is not served in ${operator}`);
    }
  }
  if (each?.type !== BsonType.array) throw new CommandError('BadValue', `The argument to $each in ${operator} must be an array`);
  return { values: elementsOf(each), slice: sliceOf(fields.get('$slice')) };
}

function itemsOf(current: Node | undefined, operator: string, path: string): Node[] {
  if (current === undefined) return [];
  const node = opened(current);
  if (node instanceof TreeArray) return [...node.items];
  throw new CommandError('BadValue', `The field '${path}' must be an array but is of type ${nameOfType(closed(current))} (${operator})`);
}

function cut(items: Node[], slice: number | undefined): Node[] {
  if (slice === undefined) return items;
  if (slice === 0) return [];
  return slice > 0 ? items.slice(0, slice) : items.slice(slice);
}

export const preparePush: PrepareOperator = (argument, path) => {
  const { values, slice } = additionsOf(argument, '$push', true);
  return (current) => new TreeArray(cut([...itemsOf(current, '$push', path), ...values], slice));
};

export const prepareAddToSet: PrepareOperator = (argument, path) => {
  const { values } = additionsOf(argument, '$addToSet', false);
  return (current) => {
    const items = itemsOf(current, '$addToSet', path);
    const before = items.length;
    for (const value of values) {
      if (!items.some((item) => isEqual(closed(item), value))) items.push(value);
    }
    return items.length === before && current !== undefined ? unchanged : new TreeArray(items);
  };
};
