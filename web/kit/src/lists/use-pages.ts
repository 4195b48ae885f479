import { useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query';

interface Paged<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Outside of the hook, so that the items are put together once for each page that comes, not for each drawing. */
const itemsOf = <Item>({ pages }: InfiniteData<Paged<Item>>): Item[] => pages.flatMap(({ items }) => items);

/** A list of any length, a page at a time. @param ask asks for the page behind a cursor, or for the first. */
export function usePages<Item>(queryKey: QueryKey, ask: (cursor?: string) => Promise<Paged<Item>>) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: itemsOf<Item>,
  });
}
