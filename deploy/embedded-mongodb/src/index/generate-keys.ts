import { elementsOf, findField } from '../bson/element-cursor.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { CommandError, type ErrorCodeName } from '../errors/command-error.js';
import type { FieldPath } from '../query/field-path.js';
import { encodeKey, nullOrder, undefinedOrder } from './key-encoding.js';
import type { KeyPattern } from './key-pattern.js';
import { KeyWriter } from './key-writer.js';

/** Where one field of the pattern leads: to a value, to nothing, or to an array that has to be looked into. */
type Lead =
  | { readonly kind: 'value'; readonly value: BsonValue }
  | { readonly kind: 'missing' }
  | { readonly kind: 'emptyArray' }
  | { readonly kind: 'array'; readonly array: BsonValue; readonly next: number };

const missing: Lead = { kind: 'missing' };

function follow(document: BsonValue, path: FieldPath, from: number): Lead {
  let current = document;
  for (let part = from; ; part++) {
    const field = findField(current, path.names[part]!);
    if (field === undefined) return missing;
    if (field.type === BsonType.array) return { kind: 'array', array: field, next: part + 1 };
    if (part === path.names.length - 1) return { kind: 'value', value: field };
    if (field.type !== BsonType.object) return missing;
    current = field;
  }
}

export interface GeneratedKeys {
  /** The encoded key of every combination of array elements, each once. */
  readonly keys: readonly Buffer[];
  /** For each field of the pattern: its path went through an array. */
  readonly multikey: readonly boolean[];
}

const writer = new KeyWriter();

function encodeLeads(pattern: KeyPattern, leads: readonly Lead[]): Buffer {
  writer.at = 0;
  for (let i = 0; i < pattern.length; i++) {
    const lead = leads[i]!;
    const start = writer.at;
    if (lead.kind === 'value') encodeKey(writer, lead.value);
    else writer.byte(lead.kind === 'emptyArray' ? undefinedOrder : nullOrder);
    if (pattern[i]!.descending) writer.invert(start);
  }
  return writer.copy();
}

function leadInto(element: BsonValue, path: FieldPath, next: number): Lead {
  if (next === path.names.length) return { kind: 'value', value: element };
  return element.type === BsonType.object ? follow(element, path, next) : missing;
}

function expand(pattern: KeyPattern, leads: readonly Lead[], refusal: ErrorCodeName, into: Buffer[]): void {
  const first = leads.find((lead) => lead.kind === 'array');
  if (first?.kind !== 'array') {
    into.push(encodeLeads(pattern, leads));
    return;
  }
  const { array } = first;
  if (leads.some((lead) => lead.kind === 'array' && lead.array.start !== array.start)) {
    throw new CommandError(refusal, 'cannot index or sort with keys that are parallel arrays');
  }
  const step = (element: BsonValue | undefined): Lead[] =>
    leads.map((lead, i) => {
      if (lead.kind !== 'array') return lead;
      const { path } = pattern[i]!;
      if (element) return leadInto(element, path, lead.next);
      return lead.next === path.names.length ? { kind: 'emptyArray' } : missing;
    });
  const elements = elementsOf(array);
  if (elements.length === 0) expand(pattern, step(undefined), refusal, into);
  for (const element of elements) expand(pattern, step(element), refusal, into);
}

function withoutRepeats(keys: Buffer[]): Buffer[] {
  keys.sort((left, right) => Buffer.compare(left, right));
  return keys.filter((key, i) => i === 0 || !key.equals(keys[i - 1]!));
}

/**
 * The keys under which an index files a document (more than one when a path goes through an array), as MongoDB makes
 * them: a missing field counts as null, an empty array as undefined, and two arrays side by side are refused with
 * `refusal`.
 */
export function generateKeys(pattern: KeyPattern, document: BsonValue, refusal: ErrorCodeName): GeneratedKeys {
  const leads = pattern.map((field) => follow(document, field.path, 0));
  const multikey = leads.map((lead) => lead.kind === 'array');
  if (!multikey.includes(true)) return { keys: [encodeLeads(pattern, leads)], multikey };
  const keys: Buffer[] = [];
  expand(pattern, leads, refusal, keys);
  return { keys: withoutRepeats(keys), multikey };
}
