import { BUNDLE_BYTES_MAX, BUNDLE_LINES_MAX } from '@lianshen/contracts/messages';

/**
 * A NATS message carries one sealed message or several, one a line: compact JWEs hold no line end. Under load this
 * shares the cost of storing, delivering and acknowledging; each line stays a message of its own.
 */
export const linesOf = (content: string): string[] => content.split('\n');

/** Cuts items into bundles within the bounds, in order. @param contentOf the line of an item. */
export function intoBundles<T>(items: readonly T[], contentOf: (item: T) => string): T[][] {
  const bundles: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const length = contentOf(item).length + 1;
    const open = bundles.at(-1);
    if (open && open.length < BUNDLE_LINES_MAX && bytes + length <= BUNDLE_BYTES_MAX) {
      open.push(item);
      bytes += length;
    } else {
      bundles.push([item]);
      bytes = length;
    }
  }
  return bundles;
}
