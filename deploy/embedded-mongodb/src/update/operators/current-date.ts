import { fieldsOf } from '../../bson/element-cursor.js';
import { makeValue } from '../../bson/make-value.js';
import { textOf } from '../../bson/scalar.js';
import { BsonType } from '../../bson/types.js';
import { CommandError } from '../../errors/command-error.js';
import type { PrepareOperator } from '../operator.js';

/** `true` or `{$type: 'date'}`; timestamps are not served. */
export const prepareCurrentDate: PrepareOperator = (argument) => {
  if (argument.type === BsonType.object) {
    const fields = fieldsOf(argument);
    const type = fields.get('$type');
    if (fields.size !== 1 || type?.type !== BsonType.string) {
      throw new CommandError('BadValue', "the argument of $currentDate must be a boolean or {$type: 'date'}");
    }
    if (textOf(type) !== 'date') throw new CommandError('NotImplemented', '$currentDate is served for dates only');
  } else if (argument.type !== BsonType.boolean) {
    throw new CommandError('BadValue', "the argument of $currentDate must be a boolean or {$type: 'date'}");
  }
  return (_current, context) => makeValue(context.now);
};
