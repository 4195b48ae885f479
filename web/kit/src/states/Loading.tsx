import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

/** Something is on its way; the shape of what comes, and a word for those who do not see it. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation('kit');
  return (
    <div role="status" aria-live="polite" className="loading">
      <span className="read-aloud">{t('loading')}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
