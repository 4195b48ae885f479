import { ElementCursor, elementsOf } from '../bson/element-cursor.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { fieldPath } from './field-path.js';
import type { Filter } from './filter.js';
import { isOperatorDocument, parseOperators } from './parse-operators.js';
import { parseRegex } from './parse-regex.js';

const logical: Readonly<Record<string, 'and' | 'or' | 'nor'>> = { $and: 'and', $or: 'or', $nor: 'nor' };

function parseLogical(name: string, value: BsonValue): Filter {
  const kind = logical[name];
  if (kind === undefined) throw new CommandError('BadValue', `unknown top level operator: ${name}`);
  if (value.type !== BsonType.array) throw new CommandError('BadValue', `${name} argument must be an array`);
  const parts = elementsOf(value);
  if (parts.length === 0) throw new CommandError('BadValue', `${name} argument must be a non-empty array`);
  return {
    kind,
    parts: parts.map((part) => {
      if (part.type !== BsonType.object) throw new CommandError('BadValue', `${name} entries need to be full objects`);
      return parseFilter(part);
    }),
  };
}

function parseField(name: string, value: BsonValue): Filter {
  const path = fieldPath(name);
  if (value.type === BsonType.regex) return { kind: 'path', path, test: parseRegex(value) };
  if (value.type === BsonType.undefined) throw new CommandError('BadValue', 'cannot compare to undefined');
  if (value.type === BsonType.object && isOperatorDocument(value)) return parseOperators(path, value, parseFilter);
  return { kind: 'path', path, test: { kind: 'eq', operand: value } };
}

/**
 * Parses a query filter. Refused with BadValue: any operator that is not in the list of this store, and operators
 * with operands of a wrong type. `$comment` is accepted and means nothing, as in MongoDB.
 */
export function parseFilter(document: BsonValue): Filter {
  const parts: Filter[] = [];
  const cursor = new ElementCursor(document);
  while (cursor.next()) {
    const name = cursor.name();
    const value = cursor.value();
    if (name !== '$comment') parts.push(name.startsWith('$') ? parseLogical(name, value) : parseField(name, value));
  }
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}
