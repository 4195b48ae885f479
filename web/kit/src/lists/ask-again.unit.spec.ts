import { afterEach, describe, expect, it } from '@jest/globals';
import { hashKey, InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { askAgain, beginAnew, markOf } from './ask-again.js';

const KEY = ['cases', {}];

describe('a list that has changed', () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let asked = 0;
  afterEach(() => queries.clear());

  /** A list on the screen of which somebody has seen so many pages. */
  async function seen(pages: number) {
    const observer = new InfiniteQueryObserver(queries, {
      queryKey: KEY, queryFn: ({ pageParam }) => Promise.resolve({ page: pageParam, asked: ++asked }), initialPageParam: 0, getNextPageParam: (_, all) => all.length,
    });
    const leave = observer.subscribe(() => undefined);
    await observer.refetch();
    while ((observer.getCurrentResult().data?.pages.length ?? 0) < pages) await observer.fetchNextPage();
    asked = 0;
    return { observer, leave };
  }
  const changed = () => queries.getQueryData(markOf(hashKey(KEY)));
  const rest = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('is asked for again where it is short', async () => {
    const { leave } = await seen(5);
    askAgain(queries, ({ queryKey: [kind] }) => kind === 'cases');
    while (queries.isFetching() > 0) await rest();
    expect([asked, changed()]).toEqual([5, undefined]);
    leave();
  });

  it('is only said to have changed where somebody is far down in it, also when they go on', async () => {
    const { observer, leave } = await seen(6);
    for (let time = 0; time < 10; time++) askAgain(queries, ({ queryKey: [kind] }) => kind === 'cases');
    await rest();
    expect([asked, changed()]).toEqual([0, true]);
    await observer.fetchNextPage();
    expect([asked, changed()]).toEqual([1, true]);
    leave();
  });

  it('is left alone where something else is meant', async () => {
    const { leave } = await seen(6);
    askAgain(queries, ({ queryKey: [kind] }) => kind === 'batches');
    await rest();
    expect([asked, changed()]).toEqual([0, undefined]);
    leave();
  });

  it('begins anew with its first page where it is long, and is asked for whole where it is short; then nothing is said any more', async () => {
    const { observer, leave } = await seen(6);
    askAgain(queries, () => true);
    await beginAnew(queries, KEY);
    expect([asked, observer.getCurrentResult().data?.pages.length, changed()]).toEqual([1, 1, false]);
    await observer.fetchNextPage();
    asked = 0;
    await beginAnew(queries, KEY);
    expect([asked, observer.getCurrentResult().data?.pages.length]).toEqual([2, 2]);
    leave();
  });
});
