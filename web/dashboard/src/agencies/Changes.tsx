import { useCommand } from '@lianshen/web-kit/api';
import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole, useMe } from '@lianshen/web-kit/session';
import { ProblemView } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { confirmChange, refuseChange, type Agency } from '../oversight-calls.js';
import { AGENCIES } from './agencies-queries.js';
import { CommandForm } from '../commands/CommandForm.js';

type Change = Agency['changes'][number];

/** What was proposed of an agency, and the second person's word. */
export function Changes({ agency: { agency, changes } }: { readonly agency: Agency }) {
  const { t } = useTranslation('oversight');
  if (changes.length === 0) return <p className="quiet">{t('none')}</p>;
  return <ul data-testid="changes">{changes.map((change) => <li key={change.number}><OneChange agency={agency} change={change} /></li>)}</ul>;
}

function OneChange({ agency, change }: { readonly agency: string; readonly change: Change }) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const { number, kind, into, status, reason, proposedBy, proposedAt, refusal } = change;
  const { sub } = useMe();
  const maySettle = useHasRole('administrator', 'coordinatorApprover') && status === 'open' && proposedBy !== sub;
  const confirm = useCommand({ send: (_: void, key) => confirmChange(agency, number, key), changes: AGENCIES });
  return (
    <>
      <p>
        {t(`agencies.${kind}`)} {into} · {t(`agencies.${status === 'open' ? 'waiting' : status}`)} · {reason} <span className="quiet">{t('agencies.by')} {proposedBy}, {format.instant(proposedAt)}</span> {refusal}
      </p>
      {maySettle && (
        <>
          <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate()}>{t('agencies.confirm')}</Button>
          <CommandForm changes={AGENCIES} title={t('agencies.refuse')} fields={[{ name: 'reason', label: t('agencies.refusal') }]} send={({ reason: why = '' }, key) => refuseChange(agency, number, why, key)} />
        </>
      )}
      {confirm.error && <ProblemView problem={confirm.error} />}
    </>
  );
}
