import { makeDouble, makeValue } from '../bson/make-value.js';
import { BsonType, isNumberType, type BsonValue } from '../bson/types.js';
import { numberOf } from '../bson/scalar.js';
import { CommandError } from '../errors/command-error.js';
import { compareValues } from '../query/compare.js';
import { add } from '../update/operators/inc.js';

/** Takes one value after the other; `result` is what the group shows. */
export interface Accumulator {
  take(value: BsonValue | undefined): void;
  result(): BsonValue;
}

const nothing = makeValue(null);

/** Adds numbers and passes over everything else. A sum beyond int64 becomes a double, as in MongoDB. */
function sum(): Accumulator {
  let total = makeValue(0);
  return {
    take(value) {
      if (!value || !isNumberType(value.type)) return;
      if (value.type === BsonType.decimal128) throw new CommandError('NotImplemented', '$sum over decimals is not served');
      total = add(total, value) ?? makeDouble(numberOf(total)! + numberOf(value)!);
    },
    result: () => total,
  };
}

/** Null and missing values do not take part. */
function extreme(sign: 1 | -1): Accumulator {
  let best: BsonValue | undefined;
  return {
    take(value) {
      if (!value || value.type === BsonType.null || value.type === BsonType.undefined) return;
      if (!best || compareValues(value, best) * sign > 0) best = value;
    },
    result: () => best ?? nothing,
  };
}

function first(): Accumulator {
  let taken: BsonValue | undefined;
  let isTaken = false;
  return {
    take(value) {
      if (!isTaken) taken = value;
      isTaken = true;
    },
    result: () => taken ?? nothing,
  };
}

export const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: sum,
  $max: () => extreme(1),
  $min: () => extreme(-1),
  $first: first,
};
