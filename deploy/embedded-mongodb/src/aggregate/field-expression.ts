import { DocumentWriter } from '../bson/document-writer.js';
import { elementsOf, findField } from '../bson/element-cursor.js';
import { textOf } from '../bson/scalar.js';
import { BsonType, BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { fieldPath, type FieldPath } from '../query/field-path.js';

export type Expression = (document: BsonValue) => BsonValue | undefined;

function arrayOf(values: readonly BsonValue[]): BsonValue {
  const writer = new DocumentWriter();
  values.forEach((value, index) => writer.value(String(index), value));
  const bytes = writer.finish();
  return new BsonValue(BsonType.array, bytes, 0, bytes.length);
}

/** A path in an expression collects from the documents of arrays on its way, and takes no positions. */
function valueAt(value: BsonValue, path: FieldPath, part: number): BsonValue | undefined {
  if (part === path.names.length) return value;
  if (value.type === BsonType.array) {
    const inner = elementsOf(value).map((element) =>
      element.type === BsonType.object ? valueAt(element, path, part) : undefined,
    );
    return arrayOf(inner.filter((found) => found !== undefined));
  }
  if (value.type !== BsonType.object) return undefined;
  const field = findField(value, path.names[part]!);
  return field && valueAt(field, path, part + 1);
}

/** A constant or `'$path'`. Expressions with operators, variables and documents are refused. */
export function parseExpression(value: BsonValue): Expression {
  if (value.type === BsonType.object || value.type === BsonType.array) {
    throw new CommandError('NotImplemented', 'expressions other than constants and field paths are not served');
  }
  if (value.type !== BsonType.string) return () => value;
  const text = textOf(value);
  if (!text.startsWith('$')) return () => value;
  if (text.startsWith('$$')) throw new CommandError('NotImplemented', `variables are not served: ${text}`);
  const path = fieldPath(text.slice(1));
  return (document) => valueAt(document, path, 0);
}
