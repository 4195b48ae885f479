import type { BsonValue } from '../bson/types.js';
import type { FieldPath } from './field-path.js';

export type ComparisonOperator = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

/** What a filter asks of the values that one path leads to. */
export type ValueTest =
  | { readonly kind: ComparisonOperator; readonly operand: BsonValue }
  | { readonly kind: 'in'; readonly operands: readonly BsonValue[] }
  | { readonly kind: 'exists' }
  | { readonly kind: 'type'; readonly types: ReadonlySet<number> }
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'regex'; readonly regex: RegExp; readonly prefix: string | undefined }
  | { readonly kind: 'elemMatchObject'; readonly filter: Filter }
  | { readonly kind: 'elemMatchValue'; readonly tests: readonly ElementTest[] };

/** One condition of a value `$elemMatch` (and of `$pull`): applied to an array's element itself. */
export interface ElementTest {
  readonly test: ValueTest;
  readonly negated: boolean;
}

/** A parsed filter. The planner reads it to find index bounds, the matcher decides with it. */
export type Filter =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'path'; readonly path: FieldPath; readonly test: ValueTest };
