import { type BsonValue, documentOf } from '../bson/types.js';
import { findField } from '../bson/element-cursor.js';
import { CommandError } from '../errors/command-error.js';
import { duplicateKey } from '../index/duplicate-key.js';
import { generateKeys } from '../index/generate-keys.js';
import type { Index } from '../index/index-spec.js';
import { encodedKey } from '../index/key-encoding.js';
import type { Catalog, CollectionEntry } from './catalog.js';
import type { Environment } from './environment.js';
import { idIndex, idName } from './id-index.js';
import { afterPrefix, keyPrefix, storedKey } from './keys.js';

interface IndexEntry {
  readonly index: Index;
  readonly key: Buffer;
}

/**
 * One collection's documents and index entries. The writing methods must run inside a transaction; each checks
 * everything that can refuse before it changes anything, so a refusal leaves no half-written document.
 */
export class Collection {
  readonly prefix: Buffer;

  constructor(
    readonly environment: Environment,
    private readonly catalog: Catalog,
    readonly entry: CollectionEntry,
  ) {
    this.prefix = keyPrefix(entry.id);
  }

  get indexes(): readonly Index[] {
    return this.entry.indexes;
  }

  recordKey(idKey: Buffer): Buffer {
    return storedKey(this.prefix, idKey);
  }

  get(idKey: Buffer): Buffer | undefined {
    return this.environment.records.getBinary(this.recordKey(idKey));
  }

  count(): number {
    return this.environment.records.getKeysCount({ start: this.prefix, end: afterPrefix(this.prefix) });
  }

  insert(document: BsonValue): void {
    const idKey = encodedKey(findField(document, idName)!);
    const recordKey = this.recordKey(idKey);
    if (this.environment.records.doesExist(recordKey)) throw duplicateKey(this.entry.namespace, idIndex, document);
    const entries = this.entriesOf(document, idKey);
    this.checkUnique(entries, idKey, document);
    this.environment.records.putSync(recordKey, document.slice());
    for (const { key } of entries) this.environment.entries.putSync(key, idKey);
  }

  /** Puts `next` in the place of `previous`; both have the same _id. */
  replace(previous: BsonValue, next: BsonValue): void {
    const idKey = encodedKey(findField(previous, idName)!);
    const before = this.entriesOf(previous, idKey);
    const after = this.entriesOf(next, idKey);
    const added = after.filter(({ key }) => !before.some((entry) => entry.key.equals(key)));
    this.checkUnique(added, idKey, next);
    this.environment.records.putSync(this.recordKey(idKey), next.slice());
    for (const { key } of before) {
      if (!after.some((entry) => entry.key.equals(key))) this.environment.entries.removeSync(key);
    }
    for (const { key } of added) this.environment.entries.putSync(key, idKey);
  }

  remove(document: BsonValue): void {
    const idKey = encodedKey(findField(document, idName)!);
    for (const { key } of this.entriesOf(document, idKey)) this.environment.entries.removeSync(key);
    this.environment.records.removeSync(this.recordKey(idKey));
  }

  /** Files every stored document under a new index. Takes its own entries back when a document does not fit. */
  build(index: Index): void {
    this.entry.indexes.push(index);
    try {
      this.fileAll(index);
    } catch (error) {
      if (error instanceof CommandError) this.dropIndex(index);
      throw error;
    }
    this.catalog.save(this.entry);
  }

  /** A document that cannot be indexed at all is refused before a duplicate is, wherever the two stand. */
  private fileAll(index: Index): void {
    let duplicate: CommandError | undefined;
    for (const { key, value } of this.environment.records.getRange({ start: this.prefix, end: afterPrefix(this.prefix) })) {
      const document = documentOf(value);
      const idKey = key.subarray(this.prefix.length);
      const entries = this.entriesUnder(index, document, idKey);
      try {
        this.checkUnique(entries, idKey, document);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        duplicate ??= error;
      }
      if (!duplicate) for (const entry of entries) this.environment.entries.putSync(entry.key, idKey);
    }
    if (duplicate) throw duplicate;
  }

  dropIndex(index: Index): void {
    this.entry.indexes.splice(this.entry.indexes.indexOf(index), 1);
    this.catalog.save(this.entry);
    removeAll(this.environment.entries, keyPrefix(index.id));
  }

  drop(): void {
    for (const index of [...this.indexes]) this.dropIndex(index);
    removeAll(this.environment.records, this.prefix);
    this.catalog.remove(this.entry);
  }

  private entriesOf(document: BsonValue, idKey: Buffer): IndexEntry[] {
    return this.indexes.flatMap((index) => this.entriesUnder(index, document, idKey));
  }

  private entriesUnder(index: Index, document: BsonValue, idKey: Buffer): IndexEntry[] {
    if (index.partial && !index.partial.matches(document)) return [];
    const { keys, multikey } = generateKeys(index.pattern, document, 'CannotIndexParallelArrays');
    this.noteMultikey(index, multikey);
    const prefix = keyPrefix(index.id);
    return keys.map((key) => ({ index, key: index.unique ? storedKey(prefix, key) : storedKey(prefix, key, idKey) }));
  }

  private noteMultikey(index: Index, multikey: readonly boolean[]): void {
    if (multikey.every((flag, i) => !flag || index.multikey[i])) return;
    multikey.forEach((flag, i) => (index.multikey[i] ||= flag));
    this.catalog.save(this.entry);
  }

  private checkUnique(entries: readonly IndexEntry[], idKey: Buffer, document: BsonValue): void {
    for (const { index, key } of entries) {
      if (!index.unique) continue;
      const owner = this.environment.entries.getBinary(key);
      if (owner && !owner.equals(idKey)) throw duplicateKey(this.entry.namespace, index, document);
    }
  }
}

/** Removes in portions, so that dropping a large collection does not hold all its keys in memory. */
function removeAll(store: Environment['records'], prefix: Buffer): void {
  const range = { start: prefix, end: afterPrefix(prefix), limit: 1000 };
  for (;;) {
    const keys = [...store.getKeys(range)];
    for (const key of keys) store.removeSync(key);
    if (keys.length < range.limit) return;
  }
}
