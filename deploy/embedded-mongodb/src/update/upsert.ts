import { ObjectId } from 'bson';
import { findField } from '../bson/element-cursor.js';
import { BsonType, BsonValue, documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { isEqual } from '../query/compare.js';
import type { Filter, ValueTest } from '../query/filter.js';
import { idName } from '../storage/id-index.js';
import { applySteps, hasIdFirst, refuseBadId, refuseTooLarge, withIdFirst } from './apply-update.js';
import { applyAtPath } from './apply-at-path.js';
import type { Update } from './parse-update.js';
import { closeDocument, TreeDocument } from './tree.js';

export function newObjectId(): BsonValue {
  const bytes = Buffer.from(new ObjectId().id);
  return new BsonValue(BsonType.objectId, bytes, 0, 12);
}

/** The values that a filter pins by equality, by path; an `$or` or `$and` of one part counts as that part. */
function equalitiesOf(filter: Filter, into: Map<string, BsonValue>): Map<string, BsonValue> {
  if (filter.kind === 'and' || (filter.kind === 'or' && filter.parts.length === 1)) {
    for (const part of filter.parts) equalitiesOf(part, into);
  } else if (filter.kind === 'path') {
    const pinned = pinnedBy(filter.test);
    const { dotted } = filter.path;
    if (pinned) for (const known of into.keys()) refuseOverlap(known, dotted);
    if (pinned) into.set(dotted, pinned);
  }
  return into;
}

/** An `$in` of one value is an equality. */
function pinnedBy(test: ValueTest): BsonValue | undefined {
  if (test.kind === 'eq') return test.operand;
  return test.kind === 'in' && test.operands.length === 1 ? test.operands[0] : undefined;
}

function refuseOverlap(known: string, dotted: string): void {
  if (known === dotted || known.startsWith(`${dotted}.`) || dotted.startsWith(`${known}.`)) {
    throw new CommandError('NotSingleValueField', `cannot infer query fields to set, path '${dotted}' is matched twice`);
  }
}

function replacementBase(equalities: ReadonlyMap<string, BsonValue>, replacement: BsonValue): Buffer {
  const pinned = equalities.get('_id');
  const named = findField(replacement, idName);
  if (pinned && named && !isEqual(pinned, named)) {
    throw new CommandError('ImmutableField', "The _id field cannot be changed from the filter's value by the replacement");
  }
  if (named && hasIdFirst(replacement)) return replacement.slice();
  return withIdFirst(named ?? pinned ?? newObjectId(), replacement);
}

/**
 * The document that an upsert inserts: the filter's equalities, then the operators with `$setOnInsert`; or the
 * replacement with the filter's _id. An ObjectId is made where no _id is given.
 */
export function documentToUpsert(filter: Filter, update: Update, now: Date): Buffer {
  if (update.kind === 'replacement') return finished(replacementBase(idOnly(filter), update.document));
  const tree = new TreeDocument();
  const context = { isInsert: true, now };
  for (const [dotted, value] of equalitiesOf(filter, new Map())) {
    applyAtPath(tree, dotted.split('.'), () => value, 'create', context);
  }
  const pinned = tree.fields.get('_id');
  applySteps(tree, update.steps, context);
  const document = documentOf(closeDocument(tree));
  const id = findField(document, idName);
  if (pinned instanceof BsonValue && id && !isEqual(pinned, id)) {
    throw new CommandError('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return finished(id && hasIdFirst(document) ? document.bytes : withIdFirst(id ?? newObjectId(), document));
}

/** A replacement takes nothing but the _id from the filter, so other fields may well be named twice in it. */
function idOnly(filter: Filter): ReadonlyMap<string, BsonValue> {
  if (filter.kind === 'path') return filter.path.dotted === '_id' ? equalitiesOf(filter, new Map()) : new Map();
  if (filter.kind !== 'and') return new Map();
  return new Map(filter.parts.flatMap((part) => [...idOnly(part)]));
}

function finished(document: Buffer): Buffer {
  refuseBadId(findField(documentOf(document), idName)!);
  return refuseTooLarge(document);
}
