import { asProblem, useCommand } from '@lianshen/web-kit/api';
import { keepFile, useFormat } from '@lianshen/web-kit/format';
import { LiveMark } from '@lianshen/web-kit/live';
import { useHasRole } from '@lianshen/web-kit/session';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import '../dashboard.css';
import { useFollowCases } from '../following/use-follow-cases.js';
import { readBatch, readMatrix, startBatch, type BatchSummary } from '../hub-calls.js';
import { Problem } from '../words/Problem.js';
import { Matrix } from './Matrix.js';
import { MatrixLegend } from './MatrixLegend.js';
import { StatusCounts } from './StatusCounts.js';
import { useNames } from './use-names.js';

/** One batch: its figures, and its candidates by agency. */
export default function BatchPage() {
  const { t } = useTranslation('batches');
  const { batchId = '' } = useParams();
  const live = useFollowCases();
  const batch = useQuery({ queryKey: ['batch', batchId], queryFn: () => readBatch(batchId) });
  const matrix = useQuery({ queryKey: ['matrix', batchId], queryFn: () => readMatrix(batchId) });
  const names = useNames(batchId);
  return (
    <Page title={t('one')} heading={batch.data?.title ?? t('one')} actions={<LiveMark state={live} />}>
      <Loaded query={batch} rows={2}>{(data) => <BatchHead batch={data} />}</Loaded>
      {names.isOffered && <p><Button onClick={names.show} loading={names.isPending} data-testid="show-names">{t('showNames')}</Button> <span className="quiet">{t('namesRecorded')}</span></p>}
      <Problem problem={names.error ? asProblem(names.error) : null} />
      <Loaded query={matrix}>
        {(data) => (data.items.length === 0 ? <Nothing what={t('noCases')} /> : <><MatrixLegend matrix={data} /><Matrix matrix={data} nameOf={names.nameOf} />{data.next !== null && <p className="quiet">{t('first500')} <Link to={`/cases?batch=${batchId}`}>{t('allInList')}</Link></p>}</>)}
      </Loaded>
    </Page>
  );
}

function BatchHead({ batch }: { readonly batch: BatchSummary }) {
  const { t, i18n } = useTranslation('batches');
  const { instant } = useFormat();
  const { batchId, policy, unit, openedAt, refusedRows } = batch;
  return (
    <>
      <p className="quiet">
        {i18n.language === 'en' ? policy.title.en : policy.title.zh} v{policy.version} · {unit ?? t('noUnit')} · <time dateTime={openedAt}>{instant(openedAt)}</time>
        {refusedRows > 0 && <> · <Link to={`/batches/${batchId}/report`}>{t('refusedRows', { number: refusedRows })}</Link></>}
      </p>
      <StatusCounts batch={batch} />
      <BatchActions batch={batch} />
    </>
  );
}

function BatchActions({ batch: { batchId, byStatus } }: { readonly batch: BatchSummary }) {
  const { t } = useTranslation('batches');
  const [isOfficer, mayPrint] = [useHasRole('officer'), useHasRole('officer', 'coordinatorApprover')];
  const start = useCommand({ send: (_: undefined, key) => startBatch(batchId, key), changes: [['batch', batchId], ['matrix', batchId], ['today']] });
  const print = useCommand({ send: (as: 'docx' | 'xlsx') => keepFile(`/api/batches/${batchId}/list?as=${as}`, `batch.${as}`) });
  const waiting = byStatus.screening ?? 0;
  return (
    <>
      <div className="page-actions">
        {isOfficer && waiting > 0 && <Button type="primary" data-testid="start-batch" loading={start.isPending} onClick={() => start.mutate(undefined)}>{t('start', { number: waiting })}</Button>}
        {mayPrint && (['docx', 'xlsx'] as const).map((as) => <Button key={as} data-testid={`print-${as}`} loading={print.isPending} onClick={() => print.mutate(as)}>{t(`print.${as}`)}</Button>)}
      </div>
      {start.data && <p role="status">{t('started', start.data)}</p>}
      <Problem problem={start.error ?? print.error} />
    </>
  );
}
