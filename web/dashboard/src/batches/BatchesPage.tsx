import { useFormat } from '@lianshen/web-kit/format';
import { ListChanged, usePages } from '@lianshen/web-kit/lists';
import { LiveMark } from '@lianshen/web-kit/live';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { useHasRole } from '@lianshen/web-kit/session';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '../dashboard.css';
import { useFollowCases } from '../following/use-follow-cases.js';
import { listBatches, type BatchSummary } from '../hub-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { StatusCounts } from './StatusCounts.js';

const BATCHES = ['batches'];

/** The batches, the newest first. */
export default function BatchesPage() {
  const { t } = useTranslation('batches');
  const live = useFollowCases();
  const mayImport = useHasRole('officer');
  const batches = usePages(BATCHES, listBatches);
  return (
    <Page title={t('title')} actions={<><LiveMark state={live} />{mayImport && <Link className="button" to="/upload" data-testid="to-upload">{t('upload')}</Link>}</>}>
      <ListChanged queryKey={BATCHES} />
      <Loaded query={batches}>
        {(all) => (all.length === 0 ? <Nothing what={t('nothing')} /> : <BatchTable batches={all} />)}
      </Loaded>
      {batches.hasNextPage && <Button onClick={() => void batches.fetchNextPage()} loading={batches.isFetchingNextPage}>{t('more')}</Button>}
    </Page>
  );
}

function BatchTable({ batches }: { readonly batches: readonly BatchSummary[] }) {
  const { t } = useTranslation('batches');
  return (
    <WideTable label={t('title')} testId="batches" heads={[t('batch'), t('policy'), t('unit'), t('openedAt'), t('cases'), t('states')]}>
      {batches.map((batch) => <BatchLine key={batch.batchId} batch={batch} />)}
    </WideTable>
  );
}

function BatchLine({ batch }: { readonly batch: BatchSummary }) {
  const { t, i18n } = useTranslation('batches');
  const { instant, number } = useFormat();
  const { batchId, title, policy, unit, openedAt, cases } = batch;
  return (
    <tr>
      <th scope="row"><Link to={`/batches/${batchId}`}>{title ?? t('untitled')}</Link></th>
      <td>{i18n.language === 'en' ? policy.title.en : policy.title.zh}</td>
      <td>{unit ?? '—'}</td>
      <td><time dateTime={openedAt}>{instant(openedAt)}</time></td>
      <td>{number(cases)}</td>
      <td><StatusCounts batch={batch} /></td>
    </tr>
  );
}
