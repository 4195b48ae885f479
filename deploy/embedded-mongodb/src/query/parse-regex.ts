import { regexOf, textOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { ValueTest } from './filter.js';

/** Characters that mean something in a pattern; a prefix ends before the first of them. */
const literalPrefix = /^\^((?:[^\\^$.*+?()[\]{}|/]|\\[^a-zA-Z0-9])*)(.?)/su;

/** The text that every match begins with, when the pattern says so; index bounds come from it. */
function prefixOf(pattern: string, options: string): string | undefined {
  if (options !== '' || pattern.includes('|')) return undefined;
  const found = literalPrefix.exec(pattern);
  if (!found) return undefined;
  const text = found[1]!;
  // A quantifier that allows zero times takes the last character out of the prefix.
  const certain = /[*?{]/.test(found[2]!) ? text.replace(/\\?.$/su, '') : text;
  const plain = certain.replace(/\\(.)/gsu, '$1');
  return plain === '' ? undefined : plain;
}

export function regexTest(pattern: string, options: string): ValueTest {
  if (/[^ims]/.test(options)) {
    throw new CommandError('NotImplemented', `regular expression options other than i, m and s are not served: ${options}`);
  }
  try {
    const regex = new RegExp(pattern, `u${options}`);
    return { kind: 'regex', regex, prefix: prefixOf(pattern, options) };
  } catch {
    throw new CommandError('BadValue', `Regular expression is invalid: ${pattern}`);
  }
}

/** A regular expression value standing where a value to compare with is expected. */
export function parseRegex(value: BsonValue): ValueTest {
  const { pattern, options } = regexOf(value);
  return regexTest(pattern, options);
}

/** `{$regex: pattern, $options: flags}`; the pattern is text or a regular expression value. */
export function parseRegexOperator(pattern: BsonValue, options: BsonValue | undefined): ValueTest {
  const flags = options === undefined ? '' : requireText(options, '$options');
  if (pattern.type !== BsonType.regex) return regexTest(requireText(pattern, '$regex'), flags);
  const literal = regexOf(pattern);
  return regexTest(literal.pattern, flags || literal.options);
}

function requireText(value: BsonValue, name: string): string {
  if (value.type !== BsonType.string) throw new CommandError('BadValue', `${name} has to be a string`);
  return textOf(value);
}
