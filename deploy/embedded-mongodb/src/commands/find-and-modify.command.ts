import { findField } from '../bson/element-cursor.js';
import { documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { parseProjection, type Projection } from '../query/projection.js';
import { select, selectionOf } from '../query/select.js';
import { parseSort } from '../query/sort.js';
import type { Collection } from '../storage/collection.js';
import { idName } from '../storage/id-index.js';
import type { Store } from '../storage/store.js';
import { applyUpdate } from '../update/apply-update.js';
import { parseUpdate, type Update } from '../update/parse-update.js';
import { documentToUpsert } from '../update/upsert.js';
import type { Answer, Command } from './command.js';
import type { CommandRequest } from './command-request.js';
import { hintedIndex } from './hint.js';

interface Wanted {
  readonly isRemove: boolean;
  readonly isUpsert: boolean;
  readonly returnsNew: boolean;
  readonly project: Projection;
}

function wantedOf(request: CommandRequest): Wanted {
  const wanted: Wanted = {
    isRemove: request.flag('remove'),
    isUpsert: request.flag('upsert'),
    returnsNew: request.flag('new'),
    project: parseProjection(request.document('fields')) ?? ((document) => document),
  };
  const hasUpdate = request.get('update') !== undefined;
  if (wanted.isRemove && (hasUpdate || wanted.isUpsert || wanted.returnsNew)) {
    throw new CommandError('FailedToParse', "Cannot specify both an update and remove=true, nor upsert or new with remove=true");
  }
  if (!wanted.isRemove && !hasUpdate) throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  return wanted;
}

function modify(collection: Collection, before: Buffer, update: Update | undefined, wanted: Wanted): Answer {
  if (!update) {
    collection.remove(documentOf(before));
    return { lastErrorObject: { n: 1 }, value: wanted.project(before) };
  }
  const after = applyUpdate(documentOf(before), update, new Date());
  if (!after.equals(before)) collection.replace(documentOf(before), documentOf(after));
  return { lastErrorObject: { n: 1, updatedExisting: true }, value: wanted.project(wanted.returnsNew ? after : before) };
}

function findAndModify(store: Store, namespace: string, request: CommandRequest): Answer {
  const wanted = wantedOf(request);
  const collection = wanted.isUpsert ? store.ensureCollection(namespace) : store.findCollection(namespace);
  const selection = selectionOf(request.document('query'), {
    sort: parseSort(request.document('sort')),
    limit: 1,
    hint: collection && hintedIndex(collection, request.get('hint')),
  });
  const update = wanted.isRemove ? undefined : parseUpdate(request.require('update'));
  const [before] = collection ? select(collection, selection) : [];
  if (collection && before) return modify(collection, before, update, wanted);
  if (!update) return { lastErrorObject: { n: 0 }, value: null };
  if (!collection || !wanted.isUpsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const inserted = documentToUpsert(selection.filter, update, new Date());
  collection.insert(documentOf(inserted));
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: findField(documentOf(inserted), idName) },
    value: wanted.returnsNew ? wanted.project(inserted) : null,
  };
}

export const findAndModifyCommand: Command = {
  name: 'findAndModify',
  aliases: ['findandmodify'],
  fields: ['query', 'update', 'remove', 'new', 'upsert', 'sort', 'fields', 'hint', 'bypassDocumentValidation'],
  run(request, { store }) {
    const namespace = request.namespace();
    return store.writes.submit(() => findAndModify(store, namespace, request));
  },
};
