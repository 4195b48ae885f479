import { usePages } from '@lianshen/web-kit/lists';
import { Page } from '@lianshen/web-kit/states';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { listOutcomes } from '../oversight-calls.js';
import { Paged } from '../paging/Paged.js';
import { WideTable } from '../rows/WideTable.js';

/** The candidates of one batch of the unit, and what became of each. */
export default function NominationPage() {
  const { t } = useTranslation('oversight');
  const { batchId = '' } = useParams();
  const list = usePages(['outcomes', batchId], (cursor) => listOutcomes(batchId, cursor));
  return (
    <Page title={t('nominations.title')}>
      <Paged list={list} nothing={t('none')}>
        {(candidates) => (
          <WideTable label={t('nominations.title')} testId="outcomes" heads={[t('nominations.row'), t('nominations.name'), t('nominations.outcome')]}>
            {candidates.map(({ caseId, row, name, outcome }) => (
              <tr key={caseId}><td>{row || '—'}</td><th scope="row">{name ?? t('nominations.erased')}</th><td><Tag>{t(`outcome.${outcome}`)}</Tag></td></tr>
            ))}
          </WideTable>
        )}
      </Paged>
    </Page>
  );
}
