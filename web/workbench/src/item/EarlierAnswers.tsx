import { Tag } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '@lianshen/web-kit/format';
import { Loaded } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dataOf, hub, type EarlierAnswers as Earlier } from '../hub/hub.js';
import { FindingsList } from './FindingsList.js';

/** What this agency answered before about the same person. */
export function EarlierAnswers({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation('item');
  const earlier = useQuery({ queryKey: ['earlier', requestId], queryFn: () => dataOf(hub.GET('/api/items/{requestId}/earlier-answers', { params: { path: { requestId } } })) });
  return (
    <section aria-labelledby="earlier" data-testid="earlier">
      <h2 id="earlier">{t('earlier')}</h2>
      <Loaded query={earlier} rows={2}>{(found) => <Found found={found} />}</Loaded>
    </section>
  );
}

function Found({ found }: { readonly found: Earlier }) {
  const { t } = useTranslation('item');
  if (found.by === null) return <p className="quiet">{t('earlierNotLookedFor')}</p>;
  return (
    <>
      {found.by === 'name' && found.items.length > 0 && <p>{t('earlierByName')}</p>}
      {found.items.length === 0 && found.undeclared === 0 && <p className="quiet">{t('earlierNone')}</p>}
      {found.items.map((each) => <EarlierAnswer key={each.requestId} earlier={each} />)}
      {found.undeclared > 0 && <p>{t('earlierUndeclared', { count: found.undeclared })}</p>}
    </>
  );
}

function EarlierAnswer({ earlier }: { readonly earlier: Earlier['items'][number] }) {
  const { t } = useTranslation(['item', 'worklist']);
  const format = useFormat();
  const { verdict } = earlier;
  return (
    <details className="earlier">
      <summary>
        {format.day(verdict?.signedAt ?? earlier.receivedAt)} {earlier.proposedPost} <Tag>{verdict?.category ?? t('earlierNoVerdict')}</Tag>
      </summary>
      {verdict && <FindingsList findings={verdict.findings} />}
      {verdict && <p className="quiet">{t('signedBy', { clerk: verdict.clerk, approvers: format.list(verdict.approvers) })}</p>}
      <p><Link to={`/items/${earlier.requestId}`}>{t(`worklist:status.${earlier.status}`)}</Link></p>
    </details>
  );
}
