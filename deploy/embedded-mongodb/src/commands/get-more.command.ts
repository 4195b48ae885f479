import { nextBatch } from '../cursors/batch.js';
import { CommandError } from '../errors/command-error.js';
import type { Command } from './command.js';
import { namespaceOf } from './command-request.js';

export const getMoreCommand: Command = {
  name: 'getMore',
  fields: ['collection', 'batchSize'],
  run(request, { store }) {
    const namespace = namespaceOf(request.database, request.text('collection') ?? '');
    const cursor = store.cursors.get(request.int64('getMore'), namespace);
    const batchSize = request.count('batchSize');
    if (batchSize === 0) throw new CommandError('BadValue', 'Batch size for getMore must be positive');
    return nextBatch(store.cursors, cursor, batchSize ?? Infinity);
  },
};
