import { endOfCString, endOfValue } from './layout.js';
import { BsonType, BsonValue } from './types.js';

/**
 * Walks the elements of a document or array in order without decoding them. After `next()` has returned true the
 * public fields describe the current element. Reused in place, so that a scan allocates nothing per element.
 */
export class ElementCursor {
  type = 0;
  nameStart = 0;
  nameEnd = 0;
  valueStart = 0;
  valueEnd: number;
  private readonly bytes: Buffer;

  constructor(document: BsonValue) {
    this.bytes = document.bytes;
    this.valueEnd = document.start + 4;
  }

  next(): boolean {
    const at = this.valueEnd;
    const type = this.bytes[at]!;
    if (type === 0) return false;
    this.type = type;
    this.nameStart = at + 1;
    this.nameEnd = endOfCString(this.bytes, at + 1);
    this.valueStart = this.nameEnd + 1;
    this.valueEnd = endOfValue(type, this.bytes, this.valueStart);
    return true;
  }

  name(): string {
    return this.bytes.toString('utf8', this.nameStart, this.nameEnd);
  }

  value(): BsonValue {
    return new BsonValue(this.type, this.bytes, this.valueStart, this.valueEnd);
  }
}

/** The fields of a small document by name; the last one wins when a name is repeated. */
export function fieldsOf(document: BsonValue): Map<string, BsonValue> {
  const fields = new Map<string, BsonValue>();
  const cursor = new ElementCursor(document);
  while (cursor.next()) fields.set(cursor.name(), cursor.value());
  return fields;
}

/** The values of an array (or of a document, in field order). */
export function elementsOf(array: BsonValue): BsonValue[] {
  const values: BsonValue[] = [];
  const cursor = new ElementCursor(array);
  while (cursor.next()) values.push(cursor.value());
  return values;
}

/** The first element called `name` (UTF-8 bytes), or undefined. */
export function findField(document: BsonValue, name: Uint8Array): BsonValue | undefined {
  const { bytes } = document;
  const length = name.length;
  let at = document.start + 4;
  for (;;) {
    const type = bytes[at]!;
    if (type === 0) return undefined;
    const nameStart = at + 1;
    let same = 0;
    while (same < length && bytes[nameStart + same] === name[same]) same++;
    const isMatch = same === length && bytes[nameStart + same] === 0;
    const valueStart = isMatch ? nameStart + length + 1 : endOfCString(bytes, nameStart + same) + 1;
    const valueEnd = endOfValue(type, bytes, valueStart);
    if (isMatch) return new BsonValue(type, bytes, valueStart, valueEnd);
    at = valueEnd;
  }
}

export const isEmptyDocument = (document: BsonValue): boolean => document.bytes[document.start + 4] === 0;

export const isContainer = (value: BsonValue): boolean => value.type === BsonType.object || value.type === BsonType.array;
