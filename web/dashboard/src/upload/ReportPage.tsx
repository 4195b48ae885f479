import { Loaded, Page } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import '../dashboard.css';
import { readReport } from '../hub-calls.js';
import { RowReport } from './RowReport.js';

/** What was wrong with the list of a batch, as it was told when it was imported. */
export default function ReportPage() {
  const { t } = useTranslation('upload');
  const { batchId = '' } = useParams();
  const report = useQuery({ queryKey: ['report', batchId], queryFn: () => readReport(batchId) });
  return (
    <Page title={t('report')} actions={<Link to={`/batches/${batchId}`}>{t('toBatch')}</Link>}>
      <p className="quiet">{t('reportRecorded')}</p>
      <Loaded query={report}>{(data) => <RowReport report={data} good={data.accepted} />}</Loaded>
    </Page>
  );
}
