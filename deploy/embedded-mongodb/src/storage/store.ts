import { CursorRegistry } from '../cursors/cursor-registry.js';
import { CommandError } from '../errors/command-error.js';
import { Catalog } from './catalog.js';
import { Collection } from './collection.js';
import type { Environment } from './environment.js';
import { WriteQueue } from './write-queue.js';

/** What the commands work on. */
export class Store {
  readonly catalog: Catalog;
  readonly writes: WriteQueue;
  readonly cursors = new CursorRegistry();

  constructor(readonly environment: Environment) {
    this.catalog = new Catalog(environment);
    this.writes = new WriteQueue(environment, () => this.catalog.reload());
  }

  findCollection(namespace: string): Collection | undefined {
    const entry = this.catalog.find(namespace);
    return entry && new Collection(this.environment, this.catalog, entry);
  }

  getCollection(namespace: string): Collection {
    const collection = this.findCollection(namespace);
    if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespace}`);
    return collection;
  }

  /** Inside a transaction. The first write makes the collection, as in MongoDB. */
  ensureCollection(namespace: string): Collection {
    return this.findCollection(namespace) ?? new Collection(this.environment, this.catalog, this.catalog.create(namespace));
  }
}
