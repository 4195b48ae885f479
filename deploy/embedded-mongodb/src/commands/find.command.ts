import { firstBatch, firstBatchSize } from '../cursors/batch.js';
import { parseProjection, type Projection } from '../query/projection.js';
import { select, selectionOf } from '../query/select.js';
import { parseSort } from '../query/sort.js';
import type { Command } from './command.js';
import { hintedIndex } from './hint.js';

export function* projected(documents: Iterable<Buffer>, projection: Projection | undefined): Generator<Buffer> {
  for (const document of documents) yield projection ? projection(document) : document;
}

export const findCommand: Command = {
  name: 'find',
  fields: ['filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint', 'noCursorTimeout', 'allowDiskUse'],
  run(request, { store }) {
    const namespace = request.namespace();
    const selection = selectionOf(request.document('filter'), {
      sort: parseSort(request.document('sort')),
      skip: request.count('skip') ?? 0,
      limit: request.count('limit') ?? 0,
    });
    const projection = parseProjection(request.document('projection'));
    const batchSize = request.count('batchSize') ?? firstBatchSize;
    const collection = store.findCollection(namespace);
    const hint = collection && hintedIndex(collection, request.get('hint'));
    const documents = collection ? projected(select(collection, { ...selection, hint }), projection) : [];
    return firstBatch(store.cursors, namespace, documents, batchSize, request.flag('singleBatch'));
  },
};
