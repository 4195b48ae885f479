import type { BsonValue } from '../bson/types.js';
import type { Node } from './tree.js';

/** What an operator may know beside the value: only `$setOnInsert` and `$currentDate` look. */
export interface UpdateContext {
  readonly isInsert: boolean;
  readonly now: Date;
}

/** Nothing is to change, and no path on the way is to be created. */
export const unchanged = Symbol('unchanged');

/** From the value now (undefined: missing) to the value afterwards (undefined: remove the field). */
export type Change = (current: Node | undefined, context: UpdateContext) => Node | undefined | typeof unchanged;

/** One update operator: checks its argument once and gives the change for the field called `path`. */
export type PrepareOperator = (argument: BsonValue, path: string) => Change;
