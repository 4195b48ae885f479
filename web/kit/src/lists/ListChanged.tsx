import { hashKey, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { beginAnew, markOf } from './ask-again.js';

/** Says of a long list that it has changed since it was asked for, and leads back to its beginning. */
export function ListChanged({ queryKey }: { readonly queryKey: QueryKey }) {
  const { t } = useTranslation('kit');
  const queries = useQueryClient();
  const { data: hasChanged } = useQuery({ queryKey: markOf(hashKey(queryKey)), queryFn: () => false, enabled: false });
  if (!hasChanged) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      data-testid="list-changed"
      title={t('listChanged.what')}
      action={<Button size="small" data-testid="begin-anew" onClick={() => void beginAnew(queries, queryKey)}>{t('listChanged.begin')}</Button>}
    />
  );
}
