import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/index.js';
import { Loading } from './Loading.js';
import { ProblemView } from './ProblemView.js';

interface Properties<T> {
  readonly query: UseQueryResult<T>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** What a query brought; what came before stays on the screen when asking anew fails, with the failure above it. */
export function Loaded<T>({ query, rows, children }: Properties<T>) {
  const problem = query.error ? <ProblemView problem={asProblem(query.error)} onRetry={() => void query.refetch()} /> : undefined;
  if (query.data === undefined) return problem ?? <Loading {...(rows === undefined ? {} : { rows })} />;
  return (
    <>
      {problem}
      {children(query.data)}
    </>
  );
}
