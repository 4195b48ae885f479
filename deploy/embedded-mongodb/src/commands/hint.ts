import { textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { Index } from '../index/index-spec.js';
import type { Collection } from '../storage/collection.js';
import { idIndex } from '../storage/id-index.js';

/** The index that a hint names, by name or by key pattern. Refused when there is no such index. */
export function hintedIndex(collection: Collection, hint: BsonValue | undefined): Index | undefined {
  if (!hint) return undefined;
  const found = [idIndex, ...collection.indexes].find((index) =>
    hint.type === BsonType.string ? index.name === textOf(hint) : index.source.equals(hint.slice()),
  );
  if (!found) throw new CommandError('BadValue', 'hint provided does not correspond to an existing index');
  return found;
}
