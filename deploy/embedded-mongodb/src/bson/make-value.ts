import { encodeDocument, type Encodable } from './encode.js';
import { BsonValue } from './types.js';

/** A value of its own, outside any document. */
export function makeValue(value: Encodable): BsonValue {
  const bytes = encodeDocument({ '': value });
  return new BsonValue(bytes[4]!, bytes, 6, bytes.length - 1);
}

/** A double even where an int32 would do; arithmetic keeps the wider type, as MongoDB does. */
export function makeDouble(value: number): BsonValue {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleLE(value);
  return new BsonValue(1, bytes, 0, 8);
}
