import { BsonType, type BsonValue } from '../bson/types.js';
import { doubleOf, int32Of, int64Of } from '../bson/scalar.js';

/** A finite number as coefficient × 10^exponent, without loss. */
export interface ExactNumber {
  readonly coefficient: bigint;
  readonly exponent: number;
}

export type DecodedNumber = ExactNumber | 'NaN' | 'Infinity' | '-Infinity';

const lower = (1n << 49n) - 1n;

/** Decodes IEEE 754-2008 decimal128 in its binary integer encoding, as BSON stores it. */
function decodeDecimal128(value: BsonValue): DecodedNumber {
  const low = value.bytes.readBigUInt64LE(value.start);
  const high = value.bytes.readBigUInt64LE(value.start + 8);
  const sign = high >> 63n ? -1n : 1n;
  const combination = Number((high >> 58n) & 0x1fn);
  if (combination === 0x1f) return 'NaN';
  if (combination === 0x1e) return sign < 0n ? '-Infinity' : 'Infinity';
  // The second form of the encoding can only hold coefficients that are out of range, and those count as zero.
  if (combination >= 0x18) return { coefficient: 0n, exponent: 0 };
  const coefficient = ((high & lower) << 64n) | low;
  return { coefficient: sign * coefficient, exponent: Number((high >> 49n) & 0x3fffn) - 6176 };
}

/** Decodes any BSON number other than a double. */
export function decodeNumber(value: BsonValue): DecodedNumber {
  if (value.type === BsonType.int32) return { coefficient: BigInt(int32Of(value)), exponent: 0 };
  if (value.type === BsonType.int64) return { coefficient: int64Of(value), exponent: 0 };
  if (value.type === BsonType.decimal128) return decodeDecimal128(value);
  return exactDouble(doubleOf(value));
}

function exactDouble(value: number): DecodedNumber {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return 'Infinity';
  if (value === -Infinity) return '-Infinity';
  const { mantissa, power } = splitDouble(value);
  return power >= 0
    ? { coefficient: mantissa << BigInt(power), exponent: 0 }
    : { coefficient: mantissa * 5n ** BigInt(-power), exponent: power };
}

const scratch = new DataView(new ArrayBuffer(8));

function splitDouble(value: number): { mantissa: bigint; power: number } {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: value < 0 ? -mantissa : mantissa, power: (biased === 0 ? 1 : biased) - 1075 };
}

function compareExact(left: ExactNumber, right: ExactNumber): number {
  const exponent = Math.min(left.exponent, right.exponent);
  const a = left.coefficient * 10n ** BigInt(left.exponent - exponent);
  const b = right.coefficient * 10n ** BigInt(right.exponent - exponent);
  return a < b ? -1 : a > b ? 1 : 0;
}

function doubleBelow(value: number): number {
  if (value === Infinity) return Number.MAX_VALUE;
  if (value === 0) return -Number.MIN_VALUE;
  scratch.setFloat64(0, value);
  scratch.setBigUint64(0, scratch.getBigUint64(0) + (value > 0 ? -1n : 1n));
  return scratch.getFloat64(0);
}

/**
 * The largest double that is not above the number, and whether it is the number itself. Together with the number's
 * own decimal digits this orders every BSON number against every other.
 */
export function floorToDouble(number: ExactNumber): { floor: number; isExact: boolean } {
  if (number.coefficient === 0n) return { floor: 0, isExact: true };
  const nearest = Number(`${number.coefficient}e${number.exponent}`);
  if (nearest === -Infinity) return { floor: nearest, isExact: false };
  if (nearest === Infinity) return { floor: Number.MAX_VALUE, isExact: false };
  const order = compareExact(exactDouble(nearest) as ExactNumber, number);
  if (order === 0) return { floor: nearest, isExact: true };
  return { floor: order < 0 ? nearest : doubleBelow(nearest), isExact: false };
}
