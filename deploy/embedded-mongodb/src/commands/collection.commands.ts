import { encodeDocument } from '../bson/encode.js';
import { documentOf } from '../bson/types.js';
import { firstBatch } from '../cursors/batch.js';
import { batchSizeOf } from '../cursors/cursor-options.js';
import { CommandError } from '../errors/command-error.js';
import { compileFilter } from '../query/matcher.js';
import { parseFilter } from '../query/parse-filter.js';
import type { CollectionEntry } from '../storage/catalog.js';
import { idIndex } from '../storage/id-index.js';
import type { Store } from '../storage/store.js';
import type { Command } from './command.js';

function collectionsOf(store: Store, database: string): CollectionEntry[] {
  return store.catalog.list().filter((entry) => entry.namespace.startsWith(`${database}.`));
}

/** Takes no options: capped, time series and validated collections, views and collations are refused. */
export const createCommand: Command = {
  name: 'create',
  fields: [],
  run(request, { store }) {
    const namespace = request.namespace();
    return store.writes.submit(() => {
      if (store.findCollection(namespace)) throw new CommandError('NamespaceExists', `Collection ${namespace} already exists.`);
      store.ensureCollection(namespace);
      return {};
    });
  },
};

/** Since MongoDB 7.0 dropping what is not there succeeds. */
export const dropCommand: Command = {
  name: 'drop',
  fields: [],
  run(request, { store }) {
    const namespace = request.namespace();
    return store.writes.submit(() => {
      const collection = store.findCollection(namespace);
      if (!collection) return {};
      const nIndexesWas = collection.indexes.length + 1;
      collection.drop();
      return { nIndexesWas, ns: namespace };
    });
  },
};

export const dropDatabaseCommand: Command = {
  name: 'dropDatabase',
  fields: [],
  run(request, { store }) {
    return store.writes.submit(() => {
      for (const entry of collectionsOf(store, request.database)) store.findCollection(entry.namespace)?.drop();
      return { dropped: request.database };
    });
  },
};

function describeCollection(entry: CollectionEntry, database: string, nameOnly: boolean): Buffer {
  const name = entry.namespace.slice(database.length + 1);
  if (nameOnly) return encodeDocument({ name, type: 'collection' });
  return encodeDocument({
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false },
    idIndex: { v: 2, key: idIndex.source, name: idIndex.name },
  });
}

export const listCollectionsCommand: Command = {
  name: 'listCollections',
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run(request, { store }) {
    const filter = request.document('filter');
    const matches = filter ? compileFilter(parseFilter(filter)) : () => true;
    const nameOnly = request.flag('nameOnly');
    const found = collectionsOf(store, request.database)
      .map((entry) => describeCollection(entry, request.database, nameOnly))
      .filter((document) => matches(documentOf(document)));
    return firstBatch(store.cursors, `${request.database}.$cmd.listCollections`, found, batchSizeOf(request.document('cursor')), true);
  },
};

export const listDatabasesCommand: Command = {
  name: 'listDatabases',
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run(request, { store }) {
    const filter = request.document('filter');
    const matches = filter ? compileFilter(parseFilter(filter)) : () => true;
    const names = new Set(store.catalog.list().map((entry) => entry.namespace.slice(0, entry.namespace.indexOf('.'))));
    const databases = [...names]
      .sort()
      .map((name) => encodeDocument(request.flag('nameOnly') ? { name } : { name, sizeOnDisk: 0, empty: false }))
      .filter((document) => matches(documentOf(document)));
    return { databases, ...(!request.flag('nameOnly') && { totalSize: 0, totalSizeMb: 0 }) };
  },
};

export const dbStatsCommand: Command = {
  name: 'dbStats',
  aliases: ['dbstats'],
  fields: ['scale', 'freeStorage'],
  run(request, { store }) {
    const entries = collectionsOf(store, request.database);
    return {
      db: request.database,
      collections: entries.length,
      views: 0,
      objects: entries.reduce((sum, entry) => sum + (store.findCollection(entry.namespace)?.count() ?? 0), 0),
      indexes: entries.reduce((sum, entry) => sum + entry.indexes.length + 1, 0),
    };
  },
};
