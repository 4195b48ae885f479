import { DocumentWriter } from '../bson/document-writer.js';
import { ElementCursor, isEmptyDocument } from '../bson/element-cursor.js';
import { flagOf } from '../bson/scalar.js';
import { BsonType, documentOf, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { fieldPath, isPositional } from './field-path.js';

/** Which fields a projection names: `true` for a whole field, a map for what lies beneath it. */
type Branches = Map<string, Branches | true>;

export type Projection = (document: Buffer) => Buffer;

interface Parsed {
  readonly branches: Branches;
  readonly isInclusion: boolean;
}

function addPath(branches: Branches, parts: readonly string[], dotted: string): void {
  const [part, ...rest] = parts as [string, ...string[]];
  const known = branches.get(part);
  if (known === true || (known && rest.length === 0)) {
    throw new CommandError('Location31249', `Path collision at ${dotted}`);
  }
  if (rest.length === 0) branches.set(part, true);
  else {
    const inner: Branches = known ?? new Map<string, Branches | true>();
    branches.set(part, inner);
    addPath(inner, rest, dotted);
  }
}

function isIncluded(name: string, value: BsonValue): boolean {
  const flag = flagOf(value);
  if (flag === undefined) throw new CommandError('NotImplemented', `a projection of '${name}' must be 0, 1 or a boolean`);
  return flag;
}

function parse(document: BsonValue): Parsed {
  const branches: Branches = new Map();
  let isInclusion: boolean | undefined;
  let id: boolean | undefined;
  const cursor = new ElementCursor(document);
  while (cursor.next()) {
    const name = cursor.name();
    const included = isIncluded(name, cursor.value());
    const { parts } = fieldPath(name);
    if (parts.some((part) => part.startsWith('$') || isPositional(part))) {
      throw new CommandError('NotImplemented', `a projection of '${name}' is not served`);
    }
    if (name === '_id') {
      id = included;
      continue;
    }
    if (isInclusion !== undefined && isInclusion !== included) {
      throw new CommandError('Location31254', `Cannot do ${included ? 'inclusion' : 'exclusion'} on field ${name} in the other kind of projection`);
    }
    isInclusion = included;
    addPath(branches, parts, name);
  }
  const including = isInclusion ?? id === true;
  // _id stands in every result unless it is excluded by name.
  if (including ? id !== false : id === false) branches.set('_id', true);
  return { branches, isInclusion: including };
}

function projectValue(writer: DocumentWriter, name: string, value: BsonValue, branches: Branches, isInclusion: boolean): void {
  if (value.type === BsonType.object) {
    writer.beginDocument(name);
    projectFields(writer, value, branches, isInclusion);
    writer.end();
  } else if (value.type === BsonType.array) {
    writer.beginArray(name);
    const cursor = new ElementCursor(value);
    let index = 0;
    while (cursor.next()) {
      const isContainer = cursor.type === BsonType.object || cursor.type === BsonType.array;
      // Elements that are no documents have no such field: an inclusion leaves them out, an exclusion keeps them.
      if (isContainer || !isInclusion) projectValue(writer, String(index++), cursor.value(), branches, isInclusion);
    }
    writer.end();
  } else if (!isInclusion) {
    writer.value(name, value);
  }
}

function projectFields(writer: DocumentWriter, document: BsonValue, branches: Branches, isInclusion: boolean): void {
  const cursor = new ElementCursor(document);
  while (cursor.next()) {
    const branch = branches.get(cursor.name());
    if (branch instanceof Map) projectValue(writer, cursor.name(), cursor.value(), branch, isInclusion);
    else if ((branch === true) === isInclusion) writer.raw(document.bytes, cursor.nameStart - 1, cursor.valueEnd);
  }
}

/**
 * Parses `{a: 1, 'b.c': 1}` or `{a: 0}`. Undefined means the whole document. Refused: expressions, `$slice`,
 * `$elemMatch`, positional projections, and a mixture of inclusion and exclusion (but for _id).
 */
export function parseProjection(document: BsonValue | undefined): Projection | undefined {
  if (document === undefined || isEmptyDocument(document)) return undefined;
  const { branches, isInclusion } = parse(document);
  return (bytes) => {
    const writer = new DocumentWriter(0, bytes.length);
    projectFields(writer, documentOf(bytes), branches, isInclusion);
    return writer.finish();
  };
}
