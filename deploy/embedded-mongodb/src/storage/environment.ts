import { open, type Database, type RootDatabase } from 'lmdb';

type Store = Database<Buffer, Buffer>;

/** LMDB's longest key with its 4 KB pages, as lmdb-js is built. */
export const keyBytesMax = 1978;

/** The three ordered maps that everything lives in. Keys and values are plain bytes. */
export interface Environment {
  /** Collection number and encoded _id → the document. */
  readonly records: Store;
  /** Index number and encoded fields (and encoded _id, unless unique) → encoded _id. */
  readonly entries: Store;
  /** Namespace → what is known of the collection. */
  readonly catalog: Store;
  /** Runs `work` as one transaction that is on disk when this returns; an exception undoes all of it. */
  transact<T>(work: () => T): T;
  close(): Promise<void>;
}

const bytes = { keyEncoding: 'binary', encoding: 'binary', cache: false } as const;

export function openEnvironment(dir: string): Environment {
  // Transactions are synchronous on purpose: the flush holds up this one process for a few tenths of a millisecond,
  // requests that arrive meanwhile form the next group, and no reader ever sees what is not yet durable.
  const root: RootDatabase<Buffer, Buffer> = open<Buffer, Buffer>({
    path: dir,
    noSubdir: false,
    overlappingSync: false,
    maxDbs: 4,
    ...bytes,
  });
  return {
    records: root.openDB<Buffer, Buffer>('records', bytes),
    entries: root.openDB<Buffer, Buffer>('entries', bytes),
    catalog: root.openDB<Buffer, Buffer>('catalog', bytes),
    // Without flags a transaction can be undone and is flushed before the call returns.
    transact: (work) => root.transactionSync(work),
    close: () => root.close(),
  };
}
