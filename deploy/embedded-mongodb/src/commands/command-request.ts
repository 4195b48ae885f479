import { ElementCursor, elementsOf } from '../bson/element-cursor.js';
import { flagOf, int64Of, numberOf, textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';

/** Fields that any command may carry. What they ask for is either always so here or checked in `refuseUnserved`. */
const genericFields = new Set([
  '$db',
  'lsid',
  '$readPreference',
  '$clusterTime',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'maxTimeMS',
  'comment',
  'readConcern',
  'writeConcern',
]);

const transactionFields = ['txnNumber', 'autocommit', 'startTransaction'];

/** One command as it came: its fields by name, and the documents of its sequence sections. */
export class CommandRequest {
  readonly name: string;
  readonly database: string;
  private readonly fields = new Map<string, BsonValue>();

  constructor(body: BsonValue, private readonly sequences: ReadonlyMap<string, readonly BsonValue[]> = new Map()) {
    const cursor = new ElementCursor(body);
    while (cursor.next()) this.fields.set(cursor.name(), cursor.value());
    this.name = this.fields.keys().next().value ?? '';
    const database = this.fields.get('$db');
    this.database = database?.type === BsonType.string ? textOf(database) : 'admin';
  }

  /** Refuses every field that neither the command nor MongoDB's generic arguments know. */
  allowOnly(known: ReadonlySet<string>): void {
    for (const name of [...this.fields.keys(), ...this.sequences.keys()]) {
      if (name === this.name || known.has(name) || genericFields.has(name)) continue;
      if (transactionFields.includes(name)) {
        throw new CommandError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
      }
      throw new CommandError('IDLUnknownField', `BSON field '${this.name}.${name}' is an unknown field.`);
    }
  }

  get(name: string): BsonValue | undefined {
    const value = this.fields.get(name);
    return value?.type === BsonType.null ? undefined : value;
  }

  require(name: string): BsonValue {
    const value = this.get(name);
    if (value) return value;
    throw new CommandError('IDLFailedToParse', `BSON field '${this.name}.${name}' is missing but a required field`);
  }

  private typed(name: string, value: BsonValue, isRight: boolean, expected: string): BsonValue {
    if (isRight) return value;
    throw new CommandError('TypeMismatch', `BSON field '${this.name}.${name}' is the wrong type '${value.type}', expected '${expected}'`);
  }

  text(name: string): string | undefined {
    const value = this.get(name);
    return value && textOf(this.typed(name, value, value.type === BsonType.string, 'string'));
  }

  document(name: string): BsonValue | undefined {
    const value = this.get(name);
    return value && this.typed(name, value, value.type === BsonType.object, 'object');
  }

  array(name: string): readonly BsonValue[] | undefined {
    const value = this.get(name);
    return value && elementsOf(this.typed(name, value, value.type === BsonType.array, 'array'));
  }

  flag(name: string, absent = false): boolean {
    const value = this.get(name);
    if (!value) return absent;
    const flag = flagOf(value);
    this.typed(name, value, flag !== undefined, 'bool');
    return flag!;
  }

  /** A whole number that is not negative. */
  count(name: string): number | undefined {
    const value = this.get(name);
    if (!value) return undefined;
    const number = numberOf(value);
    this.typed(name, value, number !== undefined, 'number');
    if (!Number.isSafeInteger(number) || number! < 0) {
      throw new CommandError('BadValue', `BSON field '${name}' value must be a whole number >= 0, actual value '${number}'`);
    }
    return number;
  }

  int64(name: string): bigint {
    const value = this.require(name);
    this.typed(name, value, value.type === BsonType.int64 || value.type === BsonType.int32, 'long');
    return value.type === BsonType.int64 ? int64Of(value) : BigInt(numberOf(value)!);
  }

  /** The statements of a write, whether they came in the body or in a sequence section. */
  statements(name: string): readonly BsonValue[] {
    const statements = this.sequences.get(name) ?? this.array(name);
    if (!statements) this.require(name);
    for (const statement of statements!) this.typed(name, statement, statement.type === BsonType.object, 'object');
    if (statements!.length === 0 || statements!.length > 100_000) {
      throw new CommandError('BadValue', `Write batch sizes must be between 1 and 100000. Got ${statements!.length} operations.`);
    }
    return statements!;
  }

  /** `db.collection` from the command's own field. */
  namespace(): string {
    return namespaceOf(this.database, this.text(this.name) ?? '');
  }
}

export function namespaceOf(database: string, collection: string): string {
  const isValid = collection !== '' && !/[\0$]/.test(collection) && !collection.startsWith('.') && !collection.startsWith('system.');
  if (!isValid || !isDatabaseName(database)) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${database}.${collection}'`);
  }
  return `${database}.${collection}`;
}

const isDatabaseName = (name: string): boolean => name !== '' && name.length < 64 && !/[\0/\\. "$]/.test(name);
