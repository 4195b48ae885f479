import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Refused } from './outcome-groups.js';

interface Properties {
  readonly groups: readonly Refused[];
  /** Names by request id, of those whose name may be shown. */
  readonly names: ReadonlyMap<string, string | null>;
}

/** Who stays as they are, by reason, in the hub's own words, and what to do where there is something to do here. */
export function RefusedGroups({ groups, names }: Properties) {
  const { t } = useTranslation('manyAnswers');
  const language = useLanguage();
  return (
    <ul className="many-refused" data-testid="refused-groups">
      {groups.map(({ refusal, requestIds }) => (
        <li key={JSON.stringify([refusal.code, refusal.params])} data-code={refusal.code}>
          <p>{t('outcome.nobody', { sentence: language === 'en' ? refusal.sentence.en : refusal.sentence.zh, count: requestIds.length })}</p>
          <Named requestIds={requestIds} names={names} />
          {refusal.code === 'declaration.missing' && <Link to={`/declarations/${String(refusal.params['batch'])}`}>{t('review.declare')}</Link>}
        </li>
      ))}
    </ul>
  );
}

function Named({ requestIds, names }: { readonly requestIds: readonly string[]; readonly names: Properties['names'] }) {
  const { t } = useTranslation('manyAnswers');
  const known = requestIds.flatMap((requestId) => {
    const name = names.get(requestId);
    return name == null ? [] : [{ requestId, name }];
  });
  const unnamed = requestIds.length - known.length;
  return (
    <p className="quiet">
      {known.map(({ requestId, name }, index) => <span key={requestId}>{index > 0 && '、'}<Link to={`/items/${requestId}`}>{name}</Link></span>)}
      {unnamed > 0 && <span> {t('select.unnamed')} × {unnamed}</span>}
    </p>
  );
}
