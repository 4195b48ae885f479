import { ElementCursor, isEmptyDocument } from '../bson/element-cursor.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { isPositional } from '../query/field-path.js';
import type { PathMode } from './apply-at-path.js';
import type { Change, PrepareOperator } from './operator.js';
import { prepareCurrentDate } from './operators/current-date.js';
import { prepareInc } from './operators/inc.js';
import { prepareMax, prepareMin } from './operators/min-max.js';
import { preparePull } from './operators/pull.js';
import { prepareAddToSet, preparePush } from './operators/push.js';
import { prepareSet, prepareSetOnInsert, prepareUnset } from './operators/set.js';

export interface UpdateStep {
  readonly dotted: string;
  readonly parts: readonly string[];
  readonly change: Change;
  readonly mode: PathMode;
  readonly onInsertOnly: boolean;
}

export type Update =
  | { readonly kind: 'replacement'; readonly document: BsonValue }
  | { readonly kind: 'operators'; readonly steps: readonly UpdateStep[] };

const operators: Readonly<Record<string, PrepareOperator>> = {
  $set: prepareSet,
  $setOnInsert: prepareSetOnInsert,
  $unset: prepareUnset,
  $inc: prepareInc,
  $min: prepareMin,
  $max: prepareMax,
  $push: preparePush,
  $addToSet: prepareAddToSet,
  $pull: preparePull,
  $currentDate: prepareCurrentDate,
};

const modes: Readonly<Record<string, PathMode>> = { $unset: 'ignore', $pull: 'refuseBlocked' };

function stepPath(dotted: string): string[] {
  const parts = dotted.split('.');
  for (const part of parts) {
    if (part === '') throw new CommandError('BadValue', `The update path '${dotted}' contains an empty field name`);
    if (part === '$' || part.startsWith('$[')) throw new CommandError('NotImplemented', `positional updates are not served: '${dotted}'`);
    if (part.startsWith('$')) {
      throw new CommandError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${part}' in '${dotted}' is not allowed`);
    }
  }
  return parts;
}

function begins(parts: readonly string[], other: readonly string[]): boolean {
  return parts.length <= other.length && parts.every((part, i) => other[i] === part);
}

/** No two steps may change one path, or a path and a part of it. */
function refuseConflict(steps: readonly UpdateStep[], dotted: string, parts: readonly string[]): void {
  const other = steps.find((step) => begins(step.parts, parts) || begins(parts, step.parts));
  if (!other) return;
  const at = other.parts.length < parts.length ? other.dotted : dotted;
  throw new CommandError('ConflictingUpdateOperators', `Updating the path '${dotted}' would create a conflict at '${at}'`);
}

function addSteps(steps: UpdateStep[], operator: string, fields: BsonValue): void {
  const prepare = operators[operator];
  if (!prepare) throw new CommandError('FailedToParse', `Unknown modifier: ${operator}. Expected a modifier that this store serves`);
  if (fields.type !== BsonType.object) {
    throw new CommandError('FailedToParse', `Modifiers operate on fields but ${operator} was not given a document`);
  }
  const cursor = new ElementCursor(fields);
  while (cursor.next()) {
    const dotted = cursor.name();
    const parts = stepPath(dotted);
    const change = prepare(cursor.value(), dotted);
    refuseConflict(steps, dotted, parts);
    steps.push({ dotted, parts, change, mode: modes[operator] ?? 'create', onInsertOnly: operator === '$setOnInsert' });
  }
}

function compareParts(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const a = left[i]!;
    const b = right[i]!;
    if (a === b) continue;
    if (isPositional(a) && isPositional(b)) return Number(a) - Number(b);
    return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

/**
 * Parses the `u` of an update: a replacement document, or a document of operators. Refused: pipelines, positional
 * paths, unknown operators, and a mixture of operators and fields.
 */
export function parseUpdate(value: BsonValue): Update {
  if (value.type === BsonType.array) throw new CommandError('NotImplemented', 'pipeline updates are not served');
  if (value.type !== BsonType.object) throw new CommandError('FailedToParse', 'Update argument must be an object');
  const isModifier = !isEmptyDocument(value) && value.bytes[value.start + 5] === 0x24;
  const cursor = new ElementCursor(value);
  const steps: UpdateStep[] = [];
  while (cursor.next()) {
    const isOperator = value.bytes[cursor.nameStart] === 0x24;
    if (isModifier) addSteps(steps, cursor.name(), cursor.value());
    else if (isOperator) {
      throw new CommandError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${cursor.name()}' is not allowed in a replacement`);
    }
  }
  // Since MongoDB 5.0 fields are applied in lexicographic order, array positions by number.
  steps.sort((left, right) => compareParts(left.parts, right.parts));
  return isModifier ? { kind: 'operators', steps } : { kind: 'replacement', document: value };
}
