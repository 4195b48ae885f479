import { Page } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';

export default function WorklistPage() {
  const { t } = useTranslation('pages');
  return <Page title={t('worklist')}>…</Page>;
}
