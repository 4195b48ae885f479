import { makeValue } from '../bson/make-value.js';
import { CommandError } from '../errors/command-error.js';
import { isPositional } from '../query/field-path.js';
import { nameOfType } from '../query/type-names.js';
import { unchanged, type Change, type UpdateContext } from './operator.js';
import { closed, opened, TreeArray, TreeDocument, type Node } from './tree.js';

/** MongoDB's limit on how far an array is filled up with null to reach an index. */
const paddingMax = 1_500_000;

const missingValue = makeValue(null);

function childOf(container: TreeDocument | TreeArray, part: string): Node | undefined {
  return container instanceof TreeDocument ? container.fields.get(part) : container.items[Number(part)];
}

function putChild(container: TreeDocument | TreeArray, part: string, node: Node): void {
  if (container instanceof TreeDocument) {
    container.fields.set(part, node);
    return;
  }
  const index = Number(part);
  if (index - container.items.length > paddingMax) {
    throw new CommandError('BadValue', `can't backfill more than ${paddingMax} elements`);
  }
  while (container.items.length < index) container.items.push(missingValue);
  container.items[index] = node;
}

/** Removing an array's element leaves null in its place, so that the others keep their positions. */
function removeChild(container: TreeDocument | TreeArray, part: string): void {
  if (container instanceof TreeDocument) container.fields.delete(part);
  else container.items[Number(part)] = missingValue;
}

function isViable(container: Node, part: string): container is TreeDocument | TreeArray {
  return container instanceof TreeDocument || (container instanceof TreeArray && isPositional(part));
}

/**
 * What happens where a path leads nowhere: most operators make the documents on it and are refused by a plain value
 * that stands in the way; `$pull` makes nothing but is refused too; `$unset` has nothing to do.
 */
export type PathMode = 'create' | 'refuseBlocked' | 'ignore';

/** Changes the value at a path. Refused with PathNotViable as the mode says. */
export function applyAtPath(
  container: Node,
  parts: readonly string[],
  change: Change,
  mode: PathMode,
  context: UpdateContext,
): void {
  const [part, ...rest] = parts as [string, ...string[]];
  if (!isViable(container, part)) {
    if (mode === 'ignore') return;
    throw new CommandError('PathNotViable', `Cannot create field '${part}' in element of type ${nameOfType(closed(container))}`);
  }
  const child = childOf(container, part);
  if (rest.length > 0) {
    if (child === undefined && mode !== 'create') return;
    const inner = child === undefined ? new TreeDocument() : opened(child);
    applyAtPath(inner, rest, change, mode, context);
    putChild(container, part, inner);
    return;
  }
  const next = change(child, context);
  if (next === unchanged) return;
  if (next === undefined) removeChild(container, part);
  else putChild(container, part, next);
}
