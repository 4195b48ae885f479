import { Alert } from 'antd';
import { useFormat } from '@lianshen/web-kit/format';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../hub/hub.js';

/** What whoever works on the item has to know first. */
export function Notices({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('item');
  const { returned, rejectedCode, question, declined, drawn, reReviewOf, verdict } = item;
  return (
    <div className="notices">
      {returned && <Alert type="warning" showIcon data-testid="returned" title={t('returned.title')} description={<><p className="scope">{returned.reason}</p><p className="quiet">{t('returned.by', { by: returned.by, number: returned.submission })}</p></>} />}
      {rejectedCode !== null && <Alert type="error" showIcon title={t('rejected', { code: rejectedCode })} />}
      {question && <Alert type="info" showIcon data-testid="question" title={t('question')} description={<p className="scope">{question.text}</p>} />}
      {declined !== null && <Alert type="info" showIcon data-testid="declined" title={t(`declined.${declined}`)} />}
      {reReviewOf !== null && <Alert type="warning" showIcon title={t('reReview', { version: reReviewOf })} />}
      {drawn && <Alert type="info" showIcon title={t('drawn', { order: drawn.standingOrder, oneIn: drawn.oneIn })} description={drawn.agrees === null ? undefined : t(drawn.agrees ? 'drawnCompared.same' : 'drawnCompared.differs')} />}
      {verdict && <Alert type="success" showIcon data-testid="verdict" title={t('verdict', { version: verdict.version })} />}
      <Exchange item={item} />
    </div>
  );
}

/** What went to and fro with the coordinator, and who is recused. */
function Exchange({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('item');
  const format = useFormat();
  return (
    <>
      {item.supplements.map(({ number, text }) => <Alert key={`supplement ${number}`} type="info" showIcon data-testid="supplement" title={t('supplement', { number })} description={<p className="scope">{text}</p>} />)}
      {item.extensions.map(({ number, until, decided, grantedUntil }) => (
        <Alert key={`extension ${number}`} type="info" showIcon data-testid="extension-state" title={!decided ? t('extension.asked', { until: format.instant(until) }) : grantedUntil === null ? t('extension.refused') : t('extension.granted', { until: format.instant(grantedUntil) })} />
      ))}
      {item.recusals.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('recusals')}
          description={<ul>{item.recusals.map(({ person, since, substitute }) => <li key={person}>{t('recusalSince', { person, at: format.instant(since) })} {substitute !== null && t('substituted', { person: substitute })}</li>)}</ul>}
        />
      )}
    </>
  );
}
