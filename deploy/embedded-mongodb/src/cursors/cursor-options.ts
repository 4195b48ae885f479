import { fieldsOf } from '../bson/element-cursor.js';
import { numberOf } from '../bson/scalar.js';
import type { BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { firstBatchSize } from './batch.js';

/** Reads `cursor: {batchSize: n}`; other fields in it are refused. */
export function batchSizeOf(cursor: BsonValue | undefined): number {
  if (!cursor) return firstBatchSize;
  const fields = fieldsOf(cursor);
  for (const name of fields.keys()) {
    if (name !== 'batchSize') throw new CommandError('IDLUnknownField', `BSON field 'cursor.${name}' is an unknown field.`);
  }
  const value = fields.get('batchSize');
  if (!value) return firstBatchSize;
  const size = numberOf(value);
  if (size === undefined || !Number.isInteger(size) || size < 0) {
    throw new CommandError('BadValue', 'cursor.batchSize must be a whole number that is not negative');
  }
  return size;
}
