import { Page } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';
import { BundleApprovalPanel } from './BundleApprovalPanel.js';

/** The approver's side of many answers. */
export default function BundlesPage() {
  const { t } = useTranslation('manyAnswers');
  return <Page title={t('bundlesPage')}><BundleApprovalPanel /></Page>;
}
