import { deserialize } from 'bson';
import { fieldsOf, elementsOf } from '../bson/element-cursor.js';
import { encodeDocument } from '../bson/encode.js';
import { flagOf, numberOf, textOf } from '../bson/scalar.js';
import { type BsonValue, documentOf } from '../bson/types.js';
import type { Index, PartialFilter } from '../index/index-spec.js';
import { parseKeyPattern } from '../index/key-pattern.js';
import { compileFilter } from '../query/matcher.js';
import { parseFilter } from '../query/parse-filter.js';
import type { Environment } from './environment.js';

export interface CollectionEntry {
  readonly id: number;
  readonly namespace: string;
  readonly indexes: Index[];
}

export function partialFilterOf(source: Buffer): PartialFilter {
  const filter = parseFilter(documentOf(source));
  return { source, filter, matches: compileFilter(filter) };
}

function encodeEntry(entry: CollectionEntry): Buffer {
  return encodeDocument({
    id: entry.id,
    indexes: entry.indexes.map((index) => ({
      id: index.id,
      name: index.name,
      key: index.source,
      unique: index.unique,
      partial: index.partial?.source,
      multikey: index.multikey,
    })),
  });
}

function decodeIndex(document: BsonValue): Index {
  const fields = fieldsOf(document);
  const source = Buffer.from(fields.get('key')!.slice());
  const partial = fields.get('partial');
  return {
    id: numberOf(fields.get('id')!)!,
    name: textOf(fields.get('name')!),
    source,
    pattern: parseKeyPattern(documentOf(source), 'CannotCreateIndex'),
    unique: flagOf(fields.get('unique')!)!,
    partial: partial && partialFilterOf(Buffer.from(partial.slice())),
    multikey: elementsOf(fields.get('multikey')!).map((flag) => flagOf(flag)!),
  };
}

function decodeEntry(namespace: string, bytes: Buffer): CollectionEntry {
  const fields = fieldsOf(documentOf(bytes));
  return { id: numberOf(fields.get('id')!)!, namespace, indexes: elementsOf(fields.get('indexes')!).map(decodeIndex) };
}

/** Not a namespace: a database's name cannot be empty. */
const counterKey = Buffer.from('.');

/**
 * Which collections and indexes there are. Held in memory, written through inside the running transaction;
 * `reload` goes back to what is on disk after a rollback.
 */
export class Catalog {
  private entries = new Map<string, CollectionEntry>();
  private nextId = 1;

  constructor(private readonly environment: Environment) {
    this.reload();
  }

  reload(): void {
    this.entries = new Map();
    this.nextId = 1;
    for (const { key, value } of this.environment.catalog.getRange({})) {
      if (key.equals(counterKey)) this.nextId = Number(deserialize(value)['next']);
      else this.entries.set(key.toString(), decodeEntry(key.toString(), value));
    }
  }

  find(namespace: string): CollectionEntry | undefined {
    return this.entries.get(namespace);
  }

  list(): CollectionEntry[] {
    return [...this.entries.values()];
  }

  /** Numbers of collections and indexes are never used again, so a dropped one's keys cannot come back to life. */
  takeId(): number {
    const id = this.nextId++;
    this.environment.catalog.putSync(counterKey, encodeDocument({ next: this.nextId }));
    return id;
  }

  create(namespace: string): CollectionEntry {
    const entry: CollectionEntry = { id: this.takeId(), namespace, indexes: [] };
    this.entries.set(namespace, entry);
    this.save(entry);
    return entry;
  }

  save(entry: CollectionEntry): void {
    this.environment.catalog.putSync(Buffer.from(entry.namespace), encodeEntry(entry));
  }

  remove(entry: CollectionEntry): void {
    this.entries.delete(entry.namespace);
    this.environment.catalog.removeSync(Buffer.from(entry.namespace));
  }
}
