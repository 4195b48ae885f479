import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded, Nothing, Page } from '../states/index.js';
import { OwnRelationsForm } from './OwnRelationsForm.js';
import { listOpenDeclarations } from './recusal-client.js';

/** For which batches one has still to declare, and what one has declared once for all (回避申报). */
export default function DeclarationsPage() {
  const { t } = useTranslation('kit');
  const open = useQuery({ queryKey: ['declarations'], queryFn: listOpenDeclarations });
  return (
    <Page title={t('recusal.title')}>
      <p className="quiet">{t('recusal.lead')}</p>
      <h2>{t('recusal.open')}</h2>
      <Loaded query={open} rows={2}>
        {({ batches }) =>
          batches.length === 0 ? (
            <Nothing what={t('recusal.noneOpen')} />
          ) : (
            <ul data-testid="open-declarations">
              {batches.map(({ batch, cases }) => (
                <li key={batch}><Link to={`/declarations/${batch}`}>{t('recusal.batchOf', { cases, id: batch.slice(0, 8) })}</Link></li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <h2>{t('recusal.own')}</h2>
      <OwnRelationsForm />
    </Page>
  );
}
