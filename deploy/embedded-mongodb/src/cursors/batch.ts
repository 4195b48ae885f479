import { CommandError } from '../errors/command-error.js';
import type { CursorRegistry, OpenCursor } from './cursor-registry.js';

/** MongoDB's first batch when the client asks for none. */
export const firstBatchSize = 101;

/** A batch stays below one document's maximum, which leaves room for the rest of the message. */
const batchBytesMax = 16 * 1024 * 1024;

interface Batch {
  readonly documents: Buffer[];
  /** The next document, when there is one. */
  readonly pending: Buffer | undefined;
}

function takeBatch(documents: Iterator<Buffer>, pending: Buffer | undefined, size: number): Batch {
  const batch: Buffer[] = [];
  let bytes = 0;
  let next = pending ?? take(documents);
  while (next && batch.length < size && (batch.length === 0 || bytes + next.length <= batchBytesMax)) {
    batch.push(next);
    bytes += next.length + 16;
    next = take(documents);
  }
  return { documents: batch, pending: next };
}

function take(documents: Iterator<Buffer>): Buffer | undefined {
  const result = documents.next();
  return result.done ? undefined : result.value;
}

/** The answer of find and aggregate. `batchSize` 0 opens the cursor without a first document. */
export function firstBatch(
  cursors: CursorRegistry,
  namespace: string,
  found: Iterable<Buffer>,
  batchSize: number,
  isSingle: boolean,
): { cursor: { firstBatch: Buffer[]; id: bigint; ns: string } } {
  const documents = found[Symbol.iterator]();
  const { documents: batch, pending } = takeBatch(documents, undefined, batchSize);
  const id = pending && !isSingle ? cursors.add(namespace, documents, pending).id : 0n;
  return { cursor: { firstBatch: batch, id, ns: namespace } };
}

export function nextBatch(
  cursors: CursorRegistry,
  cursor: OpenCursor,
  batchSize: number,
): { cursor: { nextBatch: Buffer[]; id: bigint; ns: string } } {
  if (batchSize < 0) throw new CommandError('BadValue', 'batchSize must not be negative');
  const { documents, pending } = takeBatch(cursor.documents, cursor.pending, batchSize);
  cursor.pending = pending;
  if (!pending) cursors.remove(cursor.id, cursor.namespace);
  return { cursor: { nextBatch: documents, id: pending ? cursor.id : 0n, ns: cursor.namespace } };
}
