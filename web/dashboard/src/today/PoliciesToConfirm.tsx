import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole, useMe } from '@lianshen/web-kit/session';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listPolicyChanges, type PolicyChangeLine } from '../oversight-calls.js';
import { POLICY_CHANGES } from '../policies/policy-queries.js';

/** The versions of policies that wait for this person's word: none that they proposed themself. */
export function usePoliciesToConfirm(): readonly PolicyChangeLine[] {
  const { sub } = useMe();
  const isApprover = useHasRole('coordinatorApprover');
  const { data } = useQuery({ queryKey: POLICY_CHANGES, queryFn: listPolicyChanges, enabled: isApprover });
  return data?.items.filter(({ status, proposedBy }) => status === 'open' && proposedBy !== sub) ?? [];
}

export function PoliciesToConfirm({ changes }: { readonly changes: readonly PolicyChangeLine[] }) {
  const { t } = useTranslation('today');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { number, instant, fromNow } = useFormat();
  return (
    <section className="panel" data-testid="policies-to-confirm" aria-labelledby="policies-to-confirm">
      <h2 id="policies-to-confirm">{t('policies')} <span className="count">{number(changes.length)}</span></h2>
      <ul className="task-list">
        {changes.map(({ name, number: change, title, version, proposedAt }) => (
          <li key={name}>
            <Link to={`/policies/changes/${name}/${change}`}>{title[language]}</Link> {t('version', { version })} <time className="quiet" dateTime={proposedAt} title={instant(proposedAt)}>{fromNow(proposedAt)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
