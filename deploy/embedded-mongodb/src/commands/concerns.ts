import { fieldsOf } from '../bson/element-cursor.js';
import { numberOf, textOf } from '../bson/scalar.js';
import { BsonType } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { CommandRequest } from './command-request.js';

const readLevels = new Set(['local', 'available', 'majority']);
const writeFields = new Set(['w', 'j', 'wtimeout', 'fsync', 'provenance']);

function checkReadConcern(request: CommandRequest): void {
  const concern = request.document('readConcern');
  if (!concern) return;
  for (const [name, value] of fieldsOf(concern)) {
    const isServed = name === 'level' && value.type === BsonType.string && readLevels.has(textOf(value));
    if (!isServed && name !== 'provenance') throw new CommandError('NotImplemented', `this read concern is not served: ${name}`);
  }
}

function checkWriteConcern(request: CommandRequest): void {
  const concern = request.document('writeConcern');
  if (!concern) return;
  const fields = fieldsOf(concern);
  for (const name of fields.keys()) {
    if (!writeFields.has(name)) throw new CommandError('IDLUnknownField', `BSON field 'writeConcern.${name}' is an unknown field.`);
  }
  const w = fields.get('w');
  if (!w) return;
  const isServed = w.type === BsonType.string ? textOf(w) === 'majority' : [0, 1].includes(numberOf(w) ?? -1);
  // A single server has no other members to wait for.
  if (!isServed) throw new CommandError('BadValue', "cannot use 'w' > 1 or a tag when a host is not replicated");
}

/** Every write is flushed before it is acknowledged, which is more than any accepted concern asks for. */
export function checkConcerns(request: CommandRequest): void {
  checkReadConcern(request);
  checkWriteConcern(request);
}
