import { ElementCursor, findField } from '../bson/element-cursor.js';
import { BsonType, BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';

/** A dotted path, split once and held as bytes, so that documents can be searched without decoding names. */
export interface FieldPath {
  readonly dotted: string;
  readonly parts: readonly string[];
  readonly names: readonly Uint8Array[];
}

export function fieldPath(dotted: string): FieldPath {
  const parts = dotted.split('.');
  if (parts.some((part) => part === '')) {
    throw new CommandError('BadValue', `The path '${dotted}' has an empty component`);
  }
  return { dotted, parts, names: parts.map((part) => Buffer.from(part)) };
}

export const isPositional = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/** Called with each value that the path leads to, undefined standing for "nothing there"; true ends the walk. */
export type PathVisitor = (value: BsonValue | undefined) => boolean;

/**
 * Walks a path as MongoDB's matcher does: arrays on the way are looked into element by element; at the end of the
 * path the elements of an array come first and then the array itself (only the array when `expandLeaf` is false).
 * A numeric component also picks an array's element by position.
 */
export function visitPath(
  document: BsonValue,
  path: FieldPath,
  expandLeaf: boolean,
  visitor: PathVisitor,
  from = 0,
): boolean {
  let current = document;
  for (let part = from; ; part++) {
    const field = findField(current, path.names[part]!);
    if (field === undefined) return visitor(undefined);
    if (field.type === BsonType.array) return visitArray(field, path, expandLeaf, visitor, part + 1);
    if (part === path.names.length - 1) return visitor(field);
    if (field.type !== BsonType.object) return visitor(undefined);
    current = field;
  }
}

function visitArray(array: BsonValue, path: FieldPath, expandLeaf: boolean, visitor: PathVisitor, next: number): boolean {
  const isLeaf = next === path.names.length;
  if (isLeaf && !expandLeaf) return visitor(array);
  const elements = new ElementCursor(array);
  for (let index = 0; elements.next(); index++) {
    const element = elements.value();
    if (isLeaf ? visitor(element) : visitInside(element, index, path, expandLeaf, visitor, next)) return true;
  }
  return isLeaf && visitor(array);
}

function visitInside(
  element: BsonValue,
  index: number,
  path: FieldPath,
  expandLeaf: boolean,
  visitor: PathVisitor,
  next: number,
): boolean {
  const isObject = element.type === BsonType.object;
  if (isObject && visitPath(element, path, expandLeaf, visitor, next)) return true;
  if (path.parts[next] !== String(index)) return false;
  if (next + 1 === path.names.length) return visitor(element);
  const hasFields = isObject || element.type === BsonType.array;
  return hasFields && visitPath(element, path, expandLeaf, visitor, next + 1);
}
