import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

interface Paged<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A list of any length, a page at a time. @param ask asks for the page behind a cursor, or for the first. */
export function usePages<Item>(queryKey: QueryKey, ask: (cursor?: string) => Promise<Paged<Item>>) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}
