import { Page } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';

export default function BatchesPage() {
  const { t } = useTranslation('nav');
  return <Page title={t('batches')}>…</Page>;
}
