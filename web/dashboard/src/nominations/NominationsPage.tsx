import { useFormat } from '@lianshen/web-kit/format';
import { usePages } from '@lianshen/web-kit/lists';
import { Page } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listNominations } from '../oversight-calls.js';
import { Paged } from '../paging/Paged.js';
import { WideTable } from '../rows/WideTable.js';

const OUTCOMES = ['under-way', 'deferred', 'cleared', 'not-cleared', 'withdrawn', 'lapsed'] as const;

/** What a nominating unit sees: its batches, and how many candidates have which outcome. */
export default function NominationsPage() {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const list = usePages(['nominations'], listNominations);
  return (
    <Page title={t('nominations.title')}>
      <p className="quiet">{t('nominations.lead')}</p>
      <Paged list={list} nothing={t('nominations.none')}>
        {(batches) => (
          <WideTable label={t('nominations.title')} testId="nominations" heads={[t('nominations.opened'), t('nominations.outcomes'), t('nominations.batch')]}>
            {batches.map(({ batchId, openedAt, byOutcome }) => (
              <tr key={batchId}>
                <th scope="row">{format.instant(openedAt)}</th>
                <td>{OUTCOMES.filter((outcome) => byOutcome[outcome]).map((outcome) => `${t(`outcome.${outcome}`)} ${byOutcome[outcome]}`).join(' · ')}</td>
                <td><Link to={`/nominations/${batchId}`}>{t('nominations.open')}</Link></td>
              </tr>
            ))}
          </WideTable>
        )}
      </Paged>
    </Page>
  );
}
