import { fieldsOf } from '../bson/element-cursor.js';
import { flagOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';

/** The fields of one statement of an update or a delete; fields that are not listed are refused. */
export class StatementFields {
  private readonly fields: ReadonlyMap<string, BsonValue>;

  constructor(statement: BsonValue, private readonly command: string, known: ReadonlySet<string>) {
    this.fields = fieldsOf(statement);
    for (const name of this.fields.keys()) {
      if (!known.has(name)) throw new CommandError('IDLUnknownField', `BSON field '${command}.${name}' is an unknown field.`);
    }
  }

  get(name: string): BsonValue | undefined {
    return this.fields.get(name);
  }

  require(name: string): BsonValue {
    const value = this.fields.get(name);
    if (value) return value;
    throw new CommandError('IDLFailedToParse', `BSON field '${this.command}.${name}' is missing but a required field`);
  }

  document(name: string): BsonValue {
    const value = this.require(name);
    if (value.type === BsonType.object) return value;
    throw new CommandError('TypeMismatch', `BSON field '${this.command}.${name}' is the wrong type, expected 'object'`);
  }

  flag(name: string): boolean {
    const value = this.fields.get(name);
    const flag = value ? flagOf(value) : false;
    if (flag === undefined) throw new CommandError('TypeMismatch', `BSON field '${this.command}.${name}' is the wrong type, expected 'bool'`);
    return flag;
  }
}
