import { DocumentWriter } from './document-writer.js';
import { BsonType, BsonValue, documentOf } from './types.js';

/** What an answer may be made of. A Buffer stands for a whole document that is already BSON. */
export type Encodable =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | BsonValue
  | Buffer
  | readonly Encodable[]
  | { readonly [name: string]: Encodable };

const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0);

function writeObject(writer: DocumentWriter, name: string, value: object): void {
  if (value instanceof BsonValue) {
    writer.value(name, value);
  } else if (Buffer.isBuffer(value)) {
    writer.value(name, documentOf(value));
  } else if (value instanceof Date) {
    writer.int64(name, BigInt(value.getTime()), BsonType.date);
  } else if (Array.isArray(value)) {
    writer.beginArray(name);
    value.forEach((item, index) => writeField(writer, String(index), item as Encodable));
    writer.end();
  } else {
    writer.beginDocument(name);
    writeFields(writer, value as Record<string, Encodable>);
    writer.end();
  }
}

function writeField(writer: DocumentWriter, name: string, value: Encodable): void {
  if (value === null) writer.null(name);
  else if (typeof value === 'object') writeObject(writer, name, value);
  else if (typeof value === 'string') writer.text(name, value);
  else if (typeof value === 'boolean') writer.boolean(name, value);
  else if (typeof value === 'bigint') writer.int64(name, value);
  else if (typeof value === 'number') {
    if (isInt32(value)) writer.int32(name, value);
    else writer.double(name, value);
  }
}

function writeFields(writer: DocumentWriter, fields: { readonly [name: string]: Encodable }): void {
  for (const name in fields) writeField(writer, name, fields[name]);
}

/**
 * Writes an answer as BSON; undefined fields are left out. `reserved` bytes stay free in front of it; `capacity` is a
 * guess at its size, which spares a large answer from growing step by step.
 */
export function encodeDocument(fields: { readonly [name: string]: Encodable }, reserved = 0, capacity = 256): Buffer {
  const writer = new DocumentWriter(reserved, capacity);
  writeFields(writer, fields);
  return writer.finish();
}
