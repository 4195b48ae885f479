import { encodeDocument } from '../bson/encode.js';
import { documentOf } from '../bson/types.js';
import type { Index } from '../index/index-spec.js';
import { parseKeyPattern } from '../index/key-pattern.js';

export const idName = Buffer.from('_id');

const source = encodeDocument({ _id: 1 });

/** Every collection's index over _id: the documents themselves lie in its order. Number 0 is no stored index. */
export const idIndex: Index = {
  id: 0,
  name: '_id_',
  pattern: parseKeyPattern(documentOf(source), 'CannotCreateIndex'),
  source,
  unique: true,
  partial: undefined,
  multikey: [false],
};
