import { ElementCursor } from '../bson/element-cursor.js';
import { DocumentWriter } from '../bson/document-writer.js';
import { doubleOf, int32Of, int64Of, textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue, documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { visitPath } from '../query/field-path.js';
import type { Index } from './index-spec.js';

function formatNumber(value: BsonValue): string {
  if (value.type === BsonType.int32) return String(int32Of(value));
  if (value.type === BsonType.int64) return String(int64Of(value));
  const number = doubleOf(value);
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? `${number}.0` : String(number);
}

function formatContainer(value: BsonValue): string {
  const isArray = value.type === BsonType.array;
  const cursor = new ElementCursor(value);
  const parts: string[] = [];
  while (cursor.next()) parts.push(isArray ? formatValue(cursor.value()) : `${cursor.name()}: ${formatValue(cursor.value())}`);
  const [left, right] = isArray ? ['[', ']'] : ['{', '}'];
  return parts.length === 0 ? left + right : `${left} ${parts.join(', ')} ${right}`;
}

/** A value as MongoDB prints it in error messages (BSONElement::toString). */
export function formatValue(value: BsonValue): string {
  switch (value.type) {
    case BsonType.string:
    case BsonType.symbol:
      return `"${textOf(value)}"`;
    case BsonType.int32:
    case BsonType.int64:
    case BsonType.double:
      return formatNumber(value);
    case BsonType.object:
    case BsonType.array:
      return formatContainer(value);
    case BsonType.objectId:
      return `ObjectId('${value.slice().toString('hex')}')`;
    case BsonType.boolean:
      return value.bytes[value.start] === 0 ? 'false' : 'true';
    case BsonType.date:
      return `new Date(${int64Of(value)})`;
    case BsonType.binary:
      return `BinData(${value.bytes[value.start + 4]}, ${value.bytes.toString('hex', value.start + 5, value.end).toUpperCase()})`;
    case BsonType.null:
      return 'null';
    default:
      return `(type ${value.type})`;
  }
}

/** The key that clashed. Of an array the first element stands for all, since only the names help the reader. */
function keyValueOf(index: Index, document: BsonValue): Buffer {
  const writer = new DocumentWriter();
  for (const { path } of index.pattern) {
    let found: BsonValue | undefined;
    visitPath(document, path, true, (value) => ((found = value), true));
    if (found) writer.value(path.dotted, found);
    else writer.null(path.dotted);
  }
  return writer.finish();
}

/** The error of a unique index, in MongoDB's words, with keyPattern and keyValue. */
export function duplicateKey(namespace: string, index: Index, document: BsonValue): CommandError {
  const keyValue = keyValueOf(index, document);
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${formatContainer(documentOf(keyValue))}`;
  return new CommandError('DuplicateKey', message, { keyPattern: index.source, keyValue });
}
