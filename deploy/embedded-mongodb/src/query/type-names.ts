import { numberOf, textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';

/** The names that $type and error messages use for the types (MongoDB manual, "BSON Types"). */
export const typeNames: Readonly<Record<number, string>> = {
  [BsonType.double]: 'double',
  [BsonType.string]: 'string',
  [BsonType.object]: 'object',
  [BsonType.array]: 'array',
  [BsonType.binary]: 'binData',
  [BsonType.undefined]: 'undefined',
  [BsonType.objectId]: 'objectId',
  [BsonType.boolean]: 'bool',
  [BsonType.date]: 'date',
  [BsonType.null]: 'null',
  [BsonType.regex]: 'regex',
  [BsonType.dbPointer]: 'dbPointer',
  [BsonType.code]: 'javascript',
  [BsonType.symbol]: 'symbol',
  [BsonType.codeWithScope]: 'javascriptWithScope',
  [BsonType.int32]: 'int',
  [BsonType.timestamp]: 'timestamp',
  [BsonType.int64]: 'long',
  [BsonType.decimal128]: 'decimal',
  [BsonType.minKey]: 'minKey',
  [BsonType.maxKey]: 'maxKey',
};

export const nameOfType = (value: BsonValue): string => typeNames[value.type] ?? 'unknown';

const numberTypes = [BsonType.int32, BsonType.int64, BsonType.double, BsonType.decimal128];

/** The types that one operand of $type means: a name, the alias "number", or a type number (-1 for minKey). */
export function typesNamed(operand: BsonValue): readonly number[] {
  if (operand.type === BsonType.string) {
    const name = textOf(operand);
    if (name === 'number') return numberTypes;
    const found = Object.entries(typeNames).find(([, known]) => known === name);
    if (found) return [Number(found[0])];
    throw new CommandError('BadValue', `Unknown type name alias: ${name}`);
  }
  const number = numberOf(operand);
  const type = number === -1 ? BsonType.minKey : number;
  if (type === undefined || typeNames[type] === undefined) {
    throw new CommandError('BadValue', 'Invalid numerical type code');
  }
  return [type];
}
