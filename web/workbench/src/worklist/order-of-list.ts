/** The ids of the list as it was shown last, in its order, so that an item knows the next one. In memory alone. */
let order: readonly string[] = [];

export const rememberOrder = (ids: readonly string[]): void => {
  order = ids;
};

/** @param steps 1 for the next, -1 for the one before. @returns undefined at an end, or where the item is on no list. */
export function neighbourOf(requestId: string, steps: 1 | -1): string | undefined {
  const at = order.indexOf(requestId);
  return at < 0 ? undefined : order[at + steps];
}
