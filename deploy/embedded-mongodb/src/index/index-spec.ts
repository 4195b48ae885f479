import type { Filter } from '../query/filter.js';
import type { Matcher } from '../query/matcher.js';
import type { KeyPattern } from './key-pattern.js';

export interface PartialFilter {
  readonly source: Buffer;
  readonly filter: Filter;
  readonly matches: Matcher;
}

/** One index of a collection. The index over _id is the collection's own order and has no entries. */
export interface Index {
  readonly id: number;
  readonly name: string;
  readonly pattern: KeyPattern;
  /** The key pattern as the client wrote it, a BSON document. */
  readonly source: Buffer;
  readonly unique: boolean;
  readonly partial: PartialFilter | undefined;
  /** For each field: some document's path went through an array. Never goes back to false, as in MongoDB. */
  readonly multikey: boolean[];
}
