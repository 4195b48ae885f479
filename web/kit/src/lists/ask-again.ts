import { hashKey, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query';

/** A list of so many pages is asked for again by itself; each page is a request of its own, one after the other. */
const FEW_PAGES = 5;

/** Whether somebody has gone so far in a list that nothing but they themselves should ask for all of it again. */
export function isLong({ state: { data } }: { readonly state: { readonly data: unknown } }): boolean {
  return typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages) && data.pages.length > FEW_PAGES;
}

/** Under this key stands whether a long list has changed since it was asked for. */
export const markOf = (queryHash: string): QueryKey => ['list-changed', queryHash];

/** Asks again for what has changed, and of long lists only says that they have: beside a busy hub they would be asked for without end. */
export function askAgain(queries: QueryClient, isMeant: (query: Query) => boolean): void {
  for (const { queryHash } of queries.getQueryCache().findAll({ predicate: (query) => isMeant(query) && isLong(query) })) queries.setQueryData(markOf(queryHash), true);
  void queries.invalidateQueries({ predicate: (query) => isMeant(query) && !isLong(query) });
}

/** Asks for a list as it is now: a long one from its first page on. */
export function beginAnew(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  queries.setQueryData(markOf(hashKey(queryKey)), false);
  const query = queries.getQueryCache().find({ queryKey, exact: true });
  return query && isLong(query) ? queries.resetQueries({ queryKey, exact: true }) : queries.invalidateQueries({ queryKey, exact: true });
}
