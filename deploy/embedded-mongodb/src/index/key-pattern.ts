import { ElementCursor } from '../bson/element-cursor.js';
import { numberOf } from '../bson/scalar.js';
import type { BsonValue } from '../bson/types.js';
import { CommandError, type ErrorCodeName } from '../errors/command-error.js';
import { fieldPath, isPositional, type FieldPath } from '../query/field-path.js';

export interface KeyField {
  readonly path: FieldPath;
  readonly descending: boolean;
}

/** The fields of an index or of a sort, in order. */
export type KeyPattern = readonly KeyField[];

/**
 * Parses `{a: 1, 'b.c': -1}`. Refused with `code`: directions other than 1 and -1 (text, hashed and geo indexes,
 * `$meta` sorts); refused as not served: array positions and wildcards in a path.
 */
export function parseKeyPattern(document: BsonValue, code: ErrorCodeName): KeyPattern {
  const fields: KeyField[] = [];
  const cursor = new ElementCursor(document);
  while (cursor.next()) {
    const name = cursor.name();
    const direction = numberOf(cursor.value());
    if (direction !== 1 && direction !== -1) throw new CommandError(code, `the direction of '${name}' must be 1 or -1`);
    const path = fieldPath(name);
    if (path.parts.some((part) => isPositional(part) || part.startsWith('$'))) {
      throw new CommandError('NotImplemented', `a key over '${name}' is not served`);
    }
    fields.push({ path, descending: direction === -1 });
  }
  return fields;
}
