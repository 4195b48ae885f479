import { isEmptyDocument } from '../bson/element-cursor.js';
import { select, selectionOf } from '../query/select.js';
import type { Command } from './command.js';
import { hintedIndex } from './hint.js';

export const countCommand: Command = {
  name: 'count',
  fields: ['query', 'limit', 'skip', 'hint', 'fields'],
  run(request, { store }) {
    const query = request.document('query');
    const skip = request.count('skip') ?? 0;
    const limit = request.count('limit') ?? 0;
    const selection = selectionOf(query, { skip, limit });
    const collection = store.findCollection(request.namespace());
    if (!collection) return { n: 0 };
    const hint = hintedIndex(collection, request.get('hint'));
    if ((!query || isEmptyDocument(query)) && skip === 0 && limit === 0) return { n: collection.count() };
    let n = 0;
    for (const _document of select(collection, { ...selection, hint })) n++;
    return { n };
  },
};
