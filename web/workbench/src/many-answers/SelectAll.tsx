import { useMutation } from '@tanstack/react-query';
import { asProblem } from '@lianshen/web-kit/api';
import { ProblemView } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ITEMS_MAX } from './many-client.js';
import { selectUpTo } from './select-up-to.js';

interface Properties {
  /** Reads a page of the list as it is filtered now; the empty cursor is the first. */
  readonly readPage: Parameters<typeof selectUpTo>[0];
  readonly onSelected: (requestIds: readonly string[]) => void;
}

/** Selects everything of a filter, at most 500, the most urgent first. */
export function SelectAll({ readPage, onSelected }: Properties) {
  const { t } = useTranslation('manyAnswers');
  const select = useMutation({ mutationFn: () => selectUpTo(readPage, ITEMS_MAX), onSuccess: ({ requestIds }) => onSelected(requestIds) });
  return (
    <>
      <Button loading={select.isPending} onClick={() => select.mutate()} data-testid="select-all">{t('select.all', { max: ITEMS_MAX })}</Button>
      {select.data?.more && <p className="quiet" role="status">{t('select.more', { count: select.data.requestIds.length })}</p>}
      {select.error && <ProblemView problem={asProblem(select.error)} />}
    </>
  );
}
