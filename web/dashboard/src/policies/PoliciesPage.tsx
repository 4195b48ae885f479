import { Loaded, Page } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '../dashboard.css';
import { listPolicies } from '../hub-calls.js';
import { listPolicyChanges } from '../oversight-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { POLICY_CHANGES } from './policy-queries.js';
import { PolicyChanges } from './PolicyChanges.js';

/** Every version of every policy, and what two persons decide of new ones. */
export default function PoliciesPage() {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const query = useQuery({ queryKey: ['policies'], queryFn: listPolicies });
  const changes = useQuery({ queryKey: POLICY_CHANGES, queryFn: listPolicyChanges });
  return (
    <Page title={t('policies.title')} actions={<Link to="/policies/new">{t('policies.try')}</Link>}>
      <p className="quiet">{t('policies.lead')}</p>
      <Loaded query={query}>
        {({ items }) => (
          <WideTable label={t('policies.title')} testId="policies" heads={[t('policies.name'), t('policies.version'), t('policies.agencies'), '']}>
            {items.map(({ hash, name, version, title, onOffer, agencies }) => (
              <tr key={hash}>
                <th scope="row"><Link to={`/policies/${hash}`}>{title[language]}</Link> <code>{name}</code></th>
                <td>{version}</td>
                <td>{agencies}</td>
                <td>{onOffer ? <Tag color="success">{t('policies.onOffer')}</Tag> : <Tag>{t('policies.past')}</Tag>}</td>
              </tr>
            ))}
          </WideTable>
        )}
      </Loaded>
      <Loaded query={changes}>
        {({ items }) => (items.length === 0 ? null : <><h2>{t('policies.proposals')}</h2><PolicyChanges items={items} /></>)}
      </Loaded>
    </Page>
  );
}
