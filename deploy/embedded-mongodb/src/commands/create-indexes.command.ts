import { fieldsOf } from '../bson/element-cursor.js';
import { flagOf, numberOf, textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { Index, PartialFilter } from '../index/index-spec.js';
import { parseKeyPattern } from '../index/key-pattern.js';
import type { Filter } from '../query/filter.js';
import { partialFilterOf } from '../storage/catalog.js';
import type { Collection } from '../storage/collection.js';
import { idIndex } from '../storage/id-index.js';
import type { Store } from '../storage/store.js';
import type { Command } from './command.js';

/** What an index may say of itself; `background` and `v` have no meaning to a modern server either. */
const knownOptions = new Set(['key', 'name', 'unique', 'partialFilterExpression', 'background', 'v', 'sparse', 'hidden']);

type Wanted = Omit<Index, 'id' | 'multikey'>;

function refuseOptions(fields: ReadonlyMap<string, BsonValue>): void {
  for (const [name, value] of fields) {
    if (!knownOptions.has(name)) {
      throw new CommandError('InvalidIndexSpecificationOption', `The field '${name}' is not served for an index specification`);
    }
    if ((name === 'sparse' || name === 'hidden') && flagOf(value) !== false) {
      throw new CommandError('NotImplemented', `${name} indexes are not served; use partialFilterExpression`);
    }
  }
  const version = fields.get('v');
  if (version && numberOf(version) !== 2) throw new CommandError('CannotCreateIndex', 'only index version 2 is served');
}

const partialKinds = new Set(['eq', 'gt', 'gte', 'lt', 'lte', 'in', 'exists', 'type']);

/** MongoDB too allows no negation in a partial index's filter; `$or` is not served here. */
function refusePartial(filter: Filter): void {
  if (filter.kind === 'and') filter.parts.forEach(refusePartial);
  else if (filter.kind !== 'path' || !partialKinds.has(filter.test.kind)) {
    throw new CommandError('CannotCreateIndex', 'unsupported expression in partial index');
  }
}

function partialOf(value: BsonValue | undefined): PartialFilter | undefined {
  if (!value) return undefined;
  if (value.type !== BsonType.object) throw new CommandError('TypeMismatch', "The field 'partialFilterExpression' must be an object");
  const partial = partialFilterOf(Buffer.from(value.slice()));
  refusePartial(partial.filter);
  return partial;
}

const isUnique = (value: BsonValue | undefined): boolean => (value ? flagOf(value) === true : false);

function wantedIndex(specification: BsonValue): Wanted {
  const fields = fieldsOf(specification);
  refuseOptions(fields);
  const key = fields.get('key');
  const name = fields.get('name');
  if (key?.type !== BsonType.object) throw new CommandError('FailedToParse', "The 'key' field is a required property of an index specification");
  if (name?.type !== BsonType.string) throw new CommandError('FailedToParse', "The 'name' field is a required property of an index specification");
  const pattern = parseKeyPattern(key, 'CannotCreateIndex');
  if (pattern.length === 0) throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object');
  return {
    name: textOf(name),
    pattern,
    source: Buffer.from(key.slice()),
    unique: isUnique(fields.get('unique')),
    partial: partialOf(fields.get('partialFilterExpression')),
  };
}

const sourceKey = (index: Wanted): string => index.pattern.map((field) => `${field.path.dotted}:${field.descending}`).join();

const isSamePartial = (left: Wanted, right: Wanted): boolean =>
  left.partial === right.partial || (left.partial !== undefined && right.partial !== undefined && left.partial.source.equals(right.partial.source));

/** True when the very same index is there already; refused when another one has its name or its key. */
function isThere(existing: readonly Wanted[], wanted: Wanted): boolean {
  for (const index of existing) {
    const isSameKey = sourceKey(index) === sourceKey(wanted) && isSamePartial(index, wanted);
    const isSame = isSameKey && (index === idIndex || index.unique === wanted.unique);
    if (index.name === wanted.name) {
      if (isSame) return true;
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index but another definition: ${wanted.name}`,
      );
    }
    if (isSame && index === idIndex) return true;
    if (isSameKey) {
      throw new CommandError('IndexOptionsConflict', `Index already exists with a different name or options: ${index.name}`);
    }
  }
  return false;
}

function createIndexes(store: Store, collection: Collection, wanted: readonly Wanted[]): void {
  for (const index of wanted) {
    if (isThere([idIndex, ...collection.indexes], index)) continue;
    collection.build({ ...index, id: store.catalog.takeId(), multikey: index.pattern.map(() => false) });
  }
}

/** Refused: sparse, hidden, TTL, text, geo, hashed and wildcard indexes, collations. */
export const createIndexesCommand: Command = {
  name: 'createIndexes',
  fields: ['indexes', 'commitQuorum'],
  run(request, { store }) {
    const namespace = request.namespace();
    const wanted = request.statements('indexes').map(wantedIndex);
    return store.writes.submit(() => {
      const isNew = !store.findCollection(namespace);
      const collection = store.ensureCollection(namespace);
      const before = collection.indexes.length + 1;
      createIndexes(store, collection, wanted);
      return { numIndexesBefore: before, numIndexesAfter: collection.indexes.length + 1, createdCollectionAutomatically: isNew };
    });
  },
};
