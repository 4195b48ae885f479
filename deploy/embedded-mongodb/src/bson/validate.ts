import { readInt32 } from './layout.js';
import { BsonType } from './types.js';

/** MongoDB's BSONDepth::kDefaultMaxAllowableDepth. */
const depthMax = 180;

export class InvalidBson extends Error {}

const refuse = (reason: string): never => {
  throw new InvalidBson(reason);
};

/** A name or pattern must end inside its document: a missing terminator must not lead into the neighbouring bytes. */
function cString(bytes: Buffer, at: number, limit: number): number {
  const end = bytes.indexOf(0, at);
  return end < 0 || end >= limit ? refuse('a name runs past the end of its document') : end + 1;
}

function lengthPrefixed(bytes: Buffer, at: number, limit: number): number {
  if (at + 4 > limit) refuse('a length is cut off');
  const length = readInt32(bytes, at);
  if (length < 1 || at + 4 + length > limit) refuse('a string has an impossible length');
  if (bytes[at + 3 + length] !== 0) refuse('a string is not terminated');
  return at + 4 + length;
}

function binary(bytes: Buffer, at: number, limit: number): number {
  if (at + 5 > limit) refuse('a length is cut off');
  const length = readInt32(bytes, at);
  if (length < 0 || at + 5 + length > limit) refuse('binary data has an impossible length');
  return at + 5 + length;
}

function codeWithScope(bytes: Buffer, at: number, limit: number, depth: number): number {
  if (at + 4 > limit) refuse('a length is cut off');
  const end = at + readInt32(bytes, at);
  if (end > limit || end < at + 14) refuse('code with scope has an impossible length');
  const scope = lengthPrefixed(bytes, at + 4, end);
  if (validateDocument(bytes, scope, end, depth + 1) !== end) refuse('code with scope has an impossible length');
  return end;
}

const fixedWidths: Readonly<Record<number, number>> = {
  [BsonType.double]: 8,
  [BsonType.undefined]: 0,
  [BsonType.objectId]: 12,
  [BsonType.boolean]: 1,
  [BsonType.date]: 8,
  [BsonType.null]: 0,
  [BsonType.int32]: 4,
  [BsonType.timestamp]: 8,
  [BsonType.int64]: 8,
  [BsonType.decimal128]: 16,
  [BsonType.maxKey]: 0,
  [BsonType.minKey]: 0,
};

function validateValue(type: number, bytes: Buffer, at: number, limit: number, depth: number): number {
  const width = fixedWidths[type];
  if (width !== undefined) return at + width;
  switch (type) {
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
      return lengthPrefixed(bytes, at, limit);
    case BsonType.object:
    case BsonType.array:
      return validateDocument(bytes, at, limit, depth + 1);
    case BsonType.binary:
      return binary(bytes, at, limit);
    case BsonType.regex:
      return cString(bytes, cString(bytes, at, limit), limit);
    case BsonType.dbPointer:
      return lengthPrefixed(bytes, at, limit) + 12;
    case BsonType.codeWithScope:
      return codeWithScope(bytes, at, limit, depth);
    default:
      return refuse(`unknown BSON type ${type}`);
  }
}

/**
 * Checks that a document's lengths, terminators and types hold together, so that every later scan can trust them.
 * Returns where the document ends. Throws InvalidBson; text is not checked for valid UTF-8.
 */
export function validateDocument(bytes: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > depthMax) refuse('the document is nested too deeply');
  if (start + 5 > limit) refuse('a document is cut off');
  const end = start + readInt32(bytes, start);
  if (end > limit || end < start + 5) refuse('a document has an impossible length');
  if (bytes[end - 1] !== 0) refuse('a document is not terminated');
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes[at]!;
    at = validateValue(type, bytes, cString(bytes, at + 1, end), end, depth);
    if (at > end - 1) refuse('a value runs past the end of its document');
  }
  return end;
}
