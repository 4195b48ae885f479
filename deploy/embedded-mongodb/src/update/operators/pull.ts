import { BsonType, type BsonValue } from '../../bson/types.js';
import { CommandError } from '../../errors/command-error.js';
import { isEqual } from '../../query/compare.js';
import { compileElementTests, compileFilter, compileTest } from '../../query/matcher.js';
import { parseFilter } from '../../query/parse-filter.js';
import { isOperatorDocument, parseElementTests } from '../../query/parse-operators.js';
import { parseRegex } from '../../query/parse-regex.js';
import { unchanged, type PrepareOperator } from '../operator.js';
import { closed, opened, TreeArray } from '../tree.js';

/** `{$pull: {a: value}}`, `{a: {$gt: 3}}` over elements, or `{a: {field: condition}}` over elements that are documents. */
function conditionOf(argument: BsonValue): (element: BsonValue) => boolean {
  if (argument.type === BsonType.regex) return compileTest(parseRegex(argument));
  if (argument.type !== BsonType.object) return (element) => isEqual(element, argument);
  if (isOperatorDocument(argument)) return compileElementTests(parseElementTests(argument, parseFilter));
  const matches = compileFilter(parseFilter(argument));
  return (element) => element.type === BsonType.object && matches(element);
}

export const preparePull: PrepareOperator = (argument) => {
  const isPulled = conditionOf(argument);
  return (current) => {
    if (current === undefined) return unchanged;
    const node = opened(current);
    if (!(node instanceof TreeArray)) throw new CommandError('BadValue', 'Cannot apply $pull to a non-array value');
    const kept = node.items.filter((item) => !isPulled(closed(item)));
    return kept.length === node.items.length ? unchanged : new TreeArray(kept);
  };
};
