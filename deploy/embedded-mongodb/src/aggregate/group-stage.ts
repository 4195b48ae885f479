import { ElementCursor, fieldsOf } from '../bson/element-cursor.js';
import { encodeDocument } from '../bson/encode.js';
import { makeValue } from '../bson/make-value.js';
import { BsonType, documentOf, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { encodedKey } from '../index/key-encoding.js';
import { accumulators, type Accumulator } from './accumulators.js';
import { parseExpression, type Expression } from './field-expression.js';
import type { Stage } from './stage.js';

interface Column {
  readonly name: string;
  readonly expression: Expression;
  readonly create: () => Accumulator;
}

interface Group {
  readonly id: BsonValue;
  readonly values: readonly Accumulator[];
}

/** More groups than this would not fit into memory anyway. */
const groupsMax = 100_000;

function columnOf(name: string, value: BsonValue): Column {
  if (name.includes('.') || name.startsWith('$')) throw new CommandError('BadValue', `The field name '${name}' is not allowed in $group`);
  const entry = value.type === BsonType.object ? [...fieldsOf(value)] : [];
  const [operator, argument] = entry[0] ?? [];
  if (entry.length !== 1 || !operator || !argument) {
    throw new CommandError('BadValue', `The field '${name}' must be an accumulator object`);
  }
  const create = accumulators[operator];
  if (!create) throw new CommandError('NotImplemented', `the group operator ${operator} is not served`);
  return { name, expression: parseExpression(argument), create };
}

const nullId = makeValue(null);

/** `{_id: null | constant | '$path', name: {$sum | $max | $min | $first: constant or '$path'}}`. */
export function groupStage(specification: BsonValue): Stage {
  let idExpression: Expression | undefined;
  const columns: Column[] = [];
  const cursor = new ElementCursor(specification);
  while (cursor.next()) {
    if (cursor.name() === '_id') idExpression = parseExpression(cursor.value());
    else columns.push(columnOf(cursor.name(), cursor.value()));
  }
  if (!idExpression) throw new CommandError('BadValue', 'a group specification must include an _id');
  const expression = idExpression;
  return (documents) => group(documents, expression, columns);
}

function* group(documents: Iterable<Buffer>, idExpression: Expression, columns: readonly Column[]): Generator<Buffer> {
  const groups = new Map<string, Group>();
  for (const bytes of documents) {
    const document = documentOf(bytes);
    const id = idExpression(document) ?? nullId;
    const key = encodedKey(id).toString('latin1');
    let found = groups.get(key);
    if (!found) {
      if (groups.size >= groupsMax) throw new CommandError('QueryExceededMemoryLimitNoDiskUseAllowed', `more than ${groupsMax} groups`);
      found = { id, values: columns.map((column) => column.create()) };
      groups.set(key, found);
    }
    for (let i = 0; i < columns.length; i++) found.values[i]!.take(columns[i]!.expression(document));
  }
  for (const { id, values } of groups.values()) {
    const shown = Object.fromEntries(columns.map((column, i) => [column.name, values[i]!.result()]));
    yield encodeDocument({ _id: id, ...shown });
  }
}
