import { encodeDocument } from '../bson/encode.js';
import { firstBatch } from '../cursors/batch.js';
import { batchSizeOf } from '../cursors/cursor-options.js';
import { idIndex } from '../storage/id-index.js';
import type { Index } from '../index/index-spec.js';
import type { Command } from './command.js';

const described = (index: Index): Buffer =>
  encodeDocument({
    v: 2,
    key: index.source,
    name: index.name,
    ...(index.unique && index !== idIndex && { unique: true }),
    ...(index.partial && { partialFilterExpression: index.partial.source }),
  });

export const listIndexesCommand: Command = {
  name: 'listIndexes',
  fields: ['cursor'],
  run(request, { store }) {
    const namespace = request.namespace();
    const collection = store.getCollection(namespace);
    return firstBatch(store.cursors, namespace, [idIndex, ...collection.indexes].map(described), batchSizeOf(request.document('cursor')), false);
  },
};
