import { parsePipeline, wholeNumber, type NamedStage } from '../aggregate/parse-pipeline.js';
import { firstBatch } from '../cursors/batch.js';
import { batchSizeOf } from '../cursors/cursor-options.js';
import { CommandError } from '../errors/command-error.js';
import { select, selectionOf, type Selection } from '../query/select.js';
import { parseSort } from '../query/sort.js';
import type { Command } from './command.js';
import { hintedIndex } from './hint.js';

/** A leading $match, then $sort, then $limit can use indexes: they become a find. The rest runs stage by stage. */
function leadingSelection(stages: NamedStage[]): Selection {
  const take = (name: string): NamedStage | undefined => (stages[0]?.name === name ? stages.shift() : undefined);
  const match = take('$match');
  const sort = take('$sort');
  const limit = take('$limit');
  return selectionOf(match?.argument, {
    sort: parseSort(sort?.argument),
    limit: limit ? wholeNumber('$limit', limit.argument, 1) : 0,
  });
}

export const aggregateCommand: Command = {
  name: 'aggregate',
  fields: ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'bypassDocumentValidation'],
  run(request, { store }) {
    const namespace = request.namespace();
    const pipeline = request.array('pipeline');
    if (!pipeline) request.require('pipeline');
    if (!request.get('cursor')) throw new CommandError('FailedToParse', "The 'cursor' option is required");
    const stages = parsePipeline(pipeline!);
    const selection = leadingSelection(stages);
    const collection = store.findCollection(namespace);
    const hint = collection && hintedIndex(collection, request.get('hint'));
    const found = collection ? select(collection, { ...selection, hint }) : [];
    const documents = stages.reduce<Iterable<Buffer>>((input, stage) => stage.run(input), found);
    return firstBatch(store.cursors, namespace, documents, batchSizeOf(request.document('cursor')), false);
  },
};
