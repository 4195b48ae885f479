import { isEmptyDocument } from '../bson/element-cursor.js';
import { documentOf, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { generateKeys } from '../index/generate-keys.js';
import { parseKeyPattern, type KeyPattern } from '../index/key-pattern.js';

/** MongoDB's internalQueryMaxBlockingSortMemoryUsageBytes. */
const memoryMax = 100 * 1024 * 1024;

export function parseSort(document: BsonValue | undefined): KeyPattern | undefined {
  if (document === undefined || isEmptyDocument(document)) return undefined;
  return parseKeyPattern(document, 'BadValue');
}

interface Keyed {
  readonly key: Buffer;
  readonly document: Buffer;
  readonly order: number;
}

/** Arrays sort by their smallest element ascending and by their largest descending, which is the first index key. */
const sortKey = (pattern: KeyPattern, document: Buffer): Buffer =>
  generateKeys(pattern, documentOf(document), 'BadValue').keys[0]!;

const byKey = (left: Keyed, right: Keyed): number => Buffer.compare(left.key, right.key) || left.order - right.order;

/**
 * Sorts documents in memory, keeping no more than `limit` of them (0 keeps all). Refuses like MongoDB when what must
 * be kept grows over 100 MB.
 */
export function sortDocuments(documents: Iterable<Buffer>, pattern: KeyPattern, limit: number): Buffer[] {
  let kept: Keyed[] = [];
  let bytes = 0;
  let order = 0;
  for (const document of documents) {
    const key = sortKey(pattern, document);
    kept.push({ key, document, order: order++ });
    bytes += document.length + key.length;
    if (limit > 0 && kept.length >= limit * 2 + 64) {
      kept = kept.sort(byKey).slice(0, limit);
      bytes = kept.reduce((sum, item) => sum + item.document.length + item.key.length, 0);
    }
    if (bytes > memoryMax) {
      throw new CommandError('QueryExceededMemoryLimitNoDiskUseAllowed', 'Sort exceeded memory limit of 104857600 bytes');
    }
  }
  kept.sort(byKey);
  return (limit > 0 ? kept.slice(0, limit) : kept).map((item) => item.document);
}
