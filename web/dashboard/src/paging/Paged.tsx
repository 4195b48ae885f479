import { asProblem } from '@lianshen/web-kit/api';
import type { usePages } from '@lianshen/web-kit/lists';
import { Loading, Nothing, ProblemView } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Properties<Item> {
  readonly list: ReturnType<typeof usePages<Item>>;
  /** Why there is nothing, where there is nothing. */
  readonly nothing: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** What has come of a list so far, and the way to more of it. */
export function Paged<Item>({ list, nothing, children }: Properties<Item>) {
  const { t } = useTranslation('oversight');
  const problem = list.error ? <ProblemView problem={asProblem(list.error)} onRetry={() => void list.refetch()} /> : undefined;
  if (list.data === undefined) return problem ?? <Loading />;
  return (
    <>
      {problem}
      {list.data.length === 0 ? <Nothing what={nothing} /> : children(list.data)}
      {list.hasNextPage && <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button>}
    </>
  );
}
