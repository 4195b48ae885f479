import { elementsOf } from '../bson/element-cursor.js';
import { BsonType, documentOf, type BsonValue } from '../bson/types.js';
import { encodedKey } from '../index/key-encoding.js';
import { fieldPath, visitPath } from '../query/field-path.js';
import { select, selectionOf } from '../query/select.js';
import type { Command } from './command.js';
import { hintedIndex } from './hint.js';

/** Of values that are equal (1 and 1.0) the first is kept. */
function keep(values: Map<string, BsonValue>, value: BsonValue): void {
  const key = encodedKey(value).toString('latin1');
  if (!values.has(key)) values.set(key, value);
}

/** The different values of a field; of an array its elements. Numbers that are equal count once. */
export const distinctCommand: Command = {
  name: 'distinct',
  fields: ['key', 'query', 'hint'],
  run(request, { store }) {
    request.require('key');
    const path = fieldPath(request.text('key')!);
    const selection = selectionOf(request.document('query'));
    const collection = store.findCollection(request.namespace());
    if (!collection) return { values: [] };
    const hint = hintedIndex(collection, request.get('hint'));
    const values = new Map<string, BsonValue>();
    for (const document of select(collection, { ...selection, hint })) {
      visitPath(documentOf(document), path, false, (value) => {
        const found = value?.type === BsonType.array ? elementsOf(value) : value ? [value] : [];
        for (const item of found) keep(values, item);
        return false;
      });
    }
    return { values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) };
  },
};
