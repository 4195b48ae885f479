import { elementsOf } from '../bson/element-cursor.js';
import { textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { Index } from '../index/index-spec.js';
import type { Collection } from '../storage/collection.js';
import type { Command } from './command.js';

function namedIndexes(collection: Collection, value: BsonValue): Index[] {
  if (value.type === BsonType.array) return elementsOf(value).flatMap((item) => namedIndexes(collection, item));
  if (value.type === BsonType.string && textOf(value) === '*') return [...collection.indexes];
  const isWanted = (index: Index): boolean =>
    value.type === BsonType.string ? index.name === textOf(value) : index.source.equals(value.slice());
  if (value.type === BsonType.string && textOf(value) === '_id_') throw new CommandError('InvalidOptions', 'cannot drop _id index');
  const found = collection.indexes.find(isWanted);
  if (!found) throw new CommandError('IndexNotFound', `index not found with the name or key that was given`);
  return [found];
}

export const dropIndexesCommand: Command = {
  name: 'dropIndexes',
  fields: ['index'],
  run(request, { store }) {
    const namespace = request.namespace();
    const wanted = request.require('index');
    return store.writes.submit(() => {
      const collection = store.getCollection(namespace);
      const before = collection.indexes.length + 1;
      for (const index of namedIndexes(collection, wanted)) collection.dropIndex(index);
      return { nIndexesWas: before };
    });
  },
};
