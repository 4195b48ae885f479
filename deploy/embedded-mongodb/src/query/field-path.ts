import { ElementCursor, findField } from '../bson/element-cursor.js';
import { BsonType, type BsonValue } from '../bson/types.js';
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
    const isLeaf = part === path.names.length - 1;
    if (field.type === BsonType.array) {
      return isLeaf ? visitLeafArray(field, expandLeaf, visitor) : visitInside(field, path, expandLeaf, visitor, part + 1);
    }
    if (isLeaf) return visitor(field);
    if (field.type !== BsonType.object) return visitor(undefined);
    current = field;
  }
}

function visitLeafArray(array: BsonValue, expandLeaf: boolean, visitor: PathVisitor): boolean {
  if (expandLeaf) {
    const elements = new ElementCursor(array);
    while (elements.next()) if (visitor(elements.value())) return true;
  }
  return visitor(array);
}

/** Whether an element led anywhere, kept across the elements of one array. */
interface Trace {
  hasLed: boolean;
}

/** Goes on inside the elements of an array that stands on the way; when no element leads anywhere, there is nothing. */
function visitInside(array: BsonValue, path: FieldPath, expandLeaf: boolean, visitor: PathVisitor, next: number): boolean {
  const trace: Trace = { hasLed: false };
  return visitElements(array, path, expandLeaf, visitor, next, trace) || (!trace.hasLed && visitor(undefined));
}

/** A plain value has no such field; an array inside an array is entered by position only. */
function visitElements(
  array: BsonValue,
  path: FieldPath,
  expandLeaf: boolean,
  visitor: PathVisitor,
  next: number,
  trace: Trace,
): boolean {
  const part = path.parts[next]!;
  const position = isPositional(part) ? Number(part) : -1;
  const elements = new ElementCursor(array);
  for (let index = 0; elements.next(); index++) {
    const element = elements.value();
    if (element.type === BsonType.object) {
      trace.hasLed = true;
      if (visitPath(element, path, expandLeaf, visitor, next)) return true;
    } else if (element.type !== BsonType.array && position < 0) {
      trace.hasLed = true;
      if (visitor(undefined)) return true;
    }
    if (index === position && visitAt(element, path, expandLeaf, visitor, next + 1, trace)) return true;
  }
  return false;
}

/** Goes on at the element that a position picked. */
function visitAt(
  element: BsonValue,
  path: FieldPath,
  expandLeaf: boolean,
  visitor: PathVisitor,
  next: number,
  trace: Trace,
): boolean {
  const isLeaf = next === path.names.length;
  trace.hasLed ||= isLeaf || element.type === BsonType.array || element.type === BsonType.object;
  if (isLeaf) return visitor(element);
  if (element.type === BsonType.array) return visitElements(element, path, expandLeaf, visitor, next, trace);
  return element.type === BsonType.object && visitPath(element, path, expandLeaf, visitor, next);
}
