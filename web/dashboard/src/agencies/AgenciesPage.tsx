import { usePages } from '@lianshen/web-kit/lists';
import { useHasRole } from '@lianshen/web-kit/session';
import { Page } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CommandForm } from '../commands/CommandForm.js';
import { listAgenciesFrom, registerAgency } from '../oversight-calls.js';
import { Paged } from '../paging/Paged.js';
import { WideTable } from '../rows/WideTable.js';
import { AGENCIES } from './agencies-queries.js';

/** The agencies of the vetting, and how each stands. */
export default function AgenciesPage() {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const mayRegister = useHasRole('administrator');
  const list = usePages(['agencies'], listAgenciesFrom);
  return (
    <Page title={t('agencies.title')}>
      <p className="quiet">{t('agencies.lead')}</p>
      <Paged list={list} nothing={t('none')}>
        {(agencies) => (
          <WideTable label={t('agencies.title')} testId="agencies" heads={(['name', 'agency', 'status', 'keys', 'successor'] as const).map((head) => t(`agencies.${head}`))}>
            {agencies.map(({ agency, name, status, hasKeys, successor }) => (
              <tr key={agency}>
                <th scope="row"><Link to={`/agencies/${agency}`}>{name?.[language] ?? agency}</Link></th>
                <td><code>{agency}</code></td>
                <td>{t(`agencies.${status}`)}</td>
                <td>{t(hasKeys ? 'agencies.hasKeys' : 'agencies.noKeys')}</td>
                <td>{successor ?? '—'}</td>
              </tr>
            ))}
          </WideTable>
        )}
      </Paged>
      {mayRegister && (
        <CommandForm
          title={t('agencies.register')}
          fields={[{ name: 'agency', label: t('agencies.agency') }, { name: 'zh', label: t('agencies.zh') }, { name: 'en', label: t('agencies.en') }]}
          changes={AGENCIES}
          send={({ agency = '', zh = '', en = '' }, key) => registerAgency({ agency, name: { zh, en } }, key)}
        />
      )}
    </Page>
  );
}
