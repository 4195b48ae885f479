import { DocumentWriter } from '../bson/document-writer.js';
import { ElementCursor, findField } from '../bson/element-cursor.js';
import { BsonType, type BsonValue, documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { isEqual } from '../query/compare.js';
import { idName } from '../storage/id-index.js';
import { applyAtPath } from './apply-at-path.js';
import type { UpdateContext } from './operator.js';
import type { Update, UpdateStep } from './parse-update.js';
import { closeDocument, openDocument, type TreeDocument } from './tree.js';

export const documentBytesMax = 16 * 1024 * 1024;

export function refuseTooLarge(document: Buffer): Buffer {
  if (document.length > documentBytesMax) {
    throw new CommandError('BSONObjectTooLarge', `document of ${document.length} bytes is larger than ${documentBytesMax}`);
  }
  return document;
}

/** The document with this _id as its first field, where MongoDB keeps it. */
export function withIdFirst(id: BsonValue, document: BsonValue): Buffer {
  const writer = new DocumentWriter(0, document.end - document.start + 64);
  writer.value('_id', id);
  const cursor = new ElementCursor(document);
  while (cursor.next()) {
    const isId = cursor.nameEnd - cursor.nameStart === 3 && cursor.name() === '_id';
    if (!isId) writer.raw(document.bytes, cursor.nameStart - 1, cursor.valueEnd);
  }
  return writer.finish();
}

export const hasIdFirst = (document: BsonValue): boolean => {
  const { bytes, start } = document;
  return bytes[start + 5] === 0x5f && bytes[start + 6] === 0x69 && bytes[start + 7] === 0x64 && bytes[start + 8] === 0;
};

/** Replaces all but the _id. A replacement that names another _id is refused. */
function replaceDocument(id: BsonValue, replacement: BsonValue): Buffer {
  const named = findField(replacement, idName);
  if (named && !isEqual(named, id)) {
    throw new CommandError('ImmutableField', "After applying the update, the (immutable) field '_id' was found to have been altered");
  }
  if (named && hasIdFirst(replacement)) return replacement.slice();
  return withIdFirst(id, replacement);
}

export function applySteps(tree: TreeDocument, steps: readonly UpdateStep[], context: UpdateContext): void {
  for (const step of steps) {
    if (step.onInsertOnly && !context.isInsert) continue;
    applyAtPath(tree, step.parts, step.change, step.mode, context);
  }
}

function operateOn(document: BsonValue, steps: readonly UpdateStep[], context: UpdateContext): Buffer {
  const tree = openDocument(document);
  applySteps(tree, steps, context);
  return closeDocument(tree);
}

/** The stored document after an update. Refused: a changed _id (ImmutableField) and more than 16 MB. */
export function applyUpdate(document: BsonValue, update: Update, now: Date): Buffer {
  const id = findField(document, idName)!;
  if (update.kind === 'replacement') return refuseTooLarge(replaceDocument(id, update.document));
  const next = operateOn(document, update.steps, { isInsert: false, now });
  const nextId = findField(documentOf(next), idName);
  if (!nextId || !isEqual(nextId, id)) {
    throw new CommandError('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return refuseTooLarge(next);
}

/** An _id cannot be an array, a regular expression or undefined. */
export function refuseBadId(id: BsonValue): void {
  if (id.type === BsonType.array || id.type === BsonType.regex || id.type === BsonType.undefined) {
    throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array, regex or undefined");
  }
}
