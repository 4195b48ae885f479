import { ElementCursor } from '../bson/element-cursor.js';
import { doubleOf, int32Of } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { decodeNumber, floorToDouble, type ExactNumber } from '../query/decimal.js';
import { KeyWriter } from './key-writer.js';

/**
 * The first byte of every encoded value: MongoDB's comparison order of types. All numbers share one byte, and so do
 * strings and symbols. No byte is zero, so that zero can end a nested document.
 */
const orderOfType: Readonly<Record<number, number>> = {
  [BsonType.minKey]: 1,
  [BsonType.undefined]: 2,
  [BsonType.null]: 5,
  [BsonType.int32]: 10,
  [BsonType.double]: 10,
  [BsonType.int64]: 10,
  [BsonType.decimal128]: 10,
  [BsonType.string]: 15,
  [BsonType.symbol]: 15,
  [BsonType.object]: 20,
  [BsonType.array]: 25,
  [BsonType.binary]: 30,
  [BsonType.objectId]: 35,
  [BsonType.boolean]: 40,
  [BsonType.date]: 45,
  [BsonType.timestamp]: 47,
  [BsonType.regex]: 50,
  [BsonType.dbPointer]: 55,
  [BsonType.code]: 60,
  [BsonType.codeWithScope]: 65,
  [BsonType.maxKey]: 127,
};

export const typeOrder = (type: number): number => orderOfType[type]!;

/** Missing fields are indexed and sorted as null. */
export const nullOrder = 5;
export const undefinedOrder = 2;

function encodeDigits(writer: KeyWriter, number: ExactNumber): void {
  const isNegative = number.coefficient < 0n;
  const digits = (isNegative ? -number.coefficient : number.coefficient).toString();
  const start = writer.at;
  // The exponent of the leading digit lies between -6176 and 6145, so the bias keeps it positive.
  const leading = number.exponent + digits.length + 8000;
  writer.byte(leading >> 8);
  writer.byte(leading & 0xff);
  for (const digit of digits.replace(/0+$/, '')) writer.byte(digit.charCodeAt(0));
  writer.byte(0);
  if (isNegative) writer.invert(start);
}

/**
 * A number is the double at or below it, then 0 when that is exact, else 1 and the number's own digits. So equal
 * numbers of different types share their bytes, and an int64 or decimal between two doubles falls between them.
 */
function encodeNumber(writer: KeyWriter, value: BsonValue): void {
  if (value.type === BsonType.int32) return encodeDouble(writer, int32Of(value));
  if (value.type === BsonType.double) return encodeDouble(writer, doubleOf(value));
  const number = decodeNumber(value);
  if (typeof number === 'string') return encodeDouble(writer, Number(number));
  const { floor, isExact } = floorToDouble(number);
  writer.double(floor);
  writer.byte(isExact ? 0 : 1);
  if (!isExact) encodeDigits(writer, number);
}

function encodeDouble(writer: KeyWriter, value: number): void {
  // NaN sorts below every other number in MongoDB; minus zero equals zero.
  if (Number.isNaN(value)) writer.uint64(0n);
  else writer.double(value === 0 ? 0 : value);
  writer.byte(0);
}

function encodeDocument(writer: KeyWriter, value: BsonValue): void {
  const isArray = value.type === BsonType.array;
  const cursor = new ElementCursor(value);
  while (cursor.next()) {
    writer.byte(typeOrder(cursor.type));
    if (!isArray) writer.terminated(value.bytes, cursor.nameStart, cursor.nameEnd);
    encodeBody(writer, cursor.value());
  }
  writer.byte(0);
}

function encodeRegex(writer: KeyWriter, value: BsonValue): void {
  const middle = value.bytes.indexOf(0, value.start);
  writer.terminated(value.bytes, value.start, middle);
  writer.terminated(value.bytes, middle + 1, value.end - 1);
}

function encodeBody(writer: KeyWriter, value: BsonValue): void {
  const { bytes, start, end } = value;
  switch (value.type) {
    case BsonType.int32:
    case BsonType.double:
    case BsonType.int64:
    case BsonType.decimal128:
      return encodeNumber(writer, value);
    case BsonType.string:
    case BsonType.symbol:
    case BsonType.code:
      return writer.terminated(bytes, start + 4, end - 1);
    case BsonType.object:
    case BsonType.array:
      return encodeDocument(writer, value);
    case BsonType.binary:
      // Shorter binary data sorts first, then the subtype decides, then the bytes.
      writer.uint32(end - start - 5);
      return writer.raw(bytes, start + 4, end);
    case BsonType.date:
      return writer.uint64(bytes.readBigUInt64LE(start) ^ (1n << 63n));
    case BsonType.timestamp:
      return writer.uint64(bytes.readBigUInt64LE(start));
    case BsonType.regex:
      return encodeRegex(writer, value);
    case BsonType.dbPointer:
    case BsonType.codeWithScope:
      writer.uint32(end - start);
      return writer.raw(bytes, start, end);
    default:
      return writer.raw(bytes, start, end);
  }
}

/** Appends a value so that comparing bytes compares the values as MongoDB does. No encoding begins another. */
export function encodeKey(writer: KeyWriter, value: BsonValue): void {
  writer.byte(typeOrder(value.type));
  encodeBody(writer, value);
}

const shared = new KeyWriter();

export function encodedKey(value: BsonValue): Buffer {
  shared.at = 0;
  encodeKey(shared, value);
  return shared.copy();
}
