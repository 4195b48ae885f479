import { makeDouble, makeValue } from '../../bson/make-value.js';
import { int64Of, numberOf } from '../../bson/scalar.js';
import { BsonType, type BsonValue, isNumberType } from '../../bson/types.js';
import { CommandError } from '../../errors/command-error.js';
import { nameOfType } from '../../query/type-names.js';
import type { PrepareOperator } from '../operator.js';
import { closed } from '../tree.js';

const int64Max = 2n ** 63n - 1n;
const int64Min = -(2n ** 63n);
const int32Max = 2 ** 31 - 1;
const int32Min = -(2 ** 31);

const bigintOf = (value: BsonValue): bigint =>
  value.type === BsonType.int64 ? int64Of(value) : BigInt(numberOf(value)!);

/**
 * Adds as MongoDB does: int32 grows into int64, anything with a double becomes a double, and an int64 that would
 * overflow gives undefined. Neither side may be a decimal.
 */
export function add(left: BsonValue, right: BsonValue): BsonValue | undefined {
  if (left.type === BsonType.double || right.type === BsonType.double) {
    return makeDouble(numberOf(left)! + numberOf(right)!);
  }
  const sum = bigintOf(left) + bigintOf(right);
  if (sum > int64Max || sum < int64Min) return undefined;
  const isNarrow = left.type === BsonType.int32 && right.type === BsonType.int32;
  return isNarrow && sum <= int32Max && sum >= int32Min ? makeValue(Number(sum)) : makeValue(sum);
}

function refuseDecimal(value: BsonValue): void {
  if (value.type === BsonType.decimal128) throw new CommandError('NotImplemented', 'arithmetic with decimals is not served');
}

export const prepareInc: PrepareOperator = (argument, path) => {
  if (!isNumberType(argument.type)) {
    throw new CommandError('TypeMismatch', `Cannot increment with non-numeric argument: {${path}: ${nameOfType(argument)}}`);
  }
  refuseDecimal(argument);
  return (current) => {
    if (current === undefined) return argument;
    const value = closed(current);
    if (!isNumberType(value.type)) {
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply $inc to a value of non-numeric type: the field '${path}' is of type ${nameOfType(value)}`,
      );
    }
    refuseDecimal(value);
    const sum = add(value, argument);
    if (!sum) throw new CommandError('BadValue', `Failed to apply $inc operations to current value of '${path}': overflow`);
    return sum;
  };
};
