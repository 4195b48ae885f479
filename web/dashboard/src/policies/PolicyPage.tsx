import { Loaded, Page } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { readPolicy } from '../oversight-calls.js';
import { PolicyWhole } from './PolicyWhole.js';

/** One version of a policy, as the ledger holds it for ever. */
export default function PolicyPage() {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { hash = '' } = useParams();
  const query = useQuery({ queryKey: ['policy', hash], queryFn: () => readPolicy(hash) });
  return (
    <Page title={t('policies.title')} actions={<Link to={`/policies/new?from=${hash}`}>{t('policies.change')}</Link>}>
      <Loaded query={query}>
        {({ name, version, title, onOffer, text, explained }) => (
          <>
            <h2>{title[language]}</h2>
            <p><code>{name}</code> · {t('policies.version')} {version} · {onOffer ? <Tag color="success">{t('policies.onOffer')}</Tag> : <Tag>{t('policies.past')}</Tag>}</p>
            <p className="quiet"><code>{hash}</code></p>
            <PolicyWhole explained={explained} text={text} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
