import { Button, Input } from 'antd';
import { useCommand } from '@lianshen/web-kit/api';
import { ProblemView } from '@lianshen/web-kit/states';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../answer/Choice.js';
import { dataOf, hub, type GrantDelegation } from '../hub/hub.js';
import { delegationOf, EMPTY_GRANT, type GrantFields } from './grant-fields.js';

const GROUNDS = ['absence', 'recusal', 'workload'] as const;
const SCOPES = ['all', 'batch', 'item'] as const;
const ROLES = ['approver', 'agencyHead'] as const;

/** Records an absence, or lets somebody act in another's place. */
export function GrantForm({ onGranted }: { readonly onGranted: () => void }) {
  const { t } = useTranslation(['head', 'answer']);
  const [fields, setFields] = useState<GrantFields>(EMPTY_GRANT);
  const grant = useCommand({
    send: (body: GrantDelegation, key) => dataOf(hub.POST('/api/delegations', { params: { header: { 'Idempotency-Key': key } }, body })),
    onDone: () => {
      setFields(EMPTY_GRANT);
      onGranted();
    },
  });
  const set = (changed: Partial<GrantFields>): void => setFields({ ...fields, ...changed });
  const line = (name: keyof GrantFields & ('ofId' | 'ofName' | 'toId' | 'toName' | 'scopeId' | 'reason'), label: string, max = 64) => (
    <label key={name}>{label}<Input value={fields[name]} maxLength={max} onChange={({ target }) => set({ [name]: target.value })} data-testid={`grant-${name}`} /></label>
  );
  const instant = (name: 'from' | 'until') => <label>{t(`delegation.${name}`)}<input type="datetime-local" value={fields[name]} onChange={({ target }) => set({ [name]: target.value })} data-testid={`grant-${name}`} /></label>;
  const body = delegationOf(fields);
  return (
    <details className="earlier">
      <summary data-testid="grant">{t('delegation.grant')}</summary>
      <form
        className="plain-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (body) grant.mutate(body);
        }}
      >
        <fieldset><legend>{t('delegation.of')}</legend>{line('ofId', t('answer:person.id'))}{line('ofName', t('answer:person.name'))}</fieldset>
        <Choice legend={t('delegation.ground')} options={GROUNDS} words={(each) => t(`delegation.grounds.${each}`)} chosen={fields.ground} onChoose={(ground) => set({ ground })} />
        {fields.ground === 'absence' && <label className="inline"><input type="checkbox" checked={fields.isAbsenceOnly} onChange={({ target }) => set({ isAbsenceOnly: target.checked })} /> {t('delegation.absenceOnly')}</label>}
        {!(fields.ground === 'absence' && fields.isAbsenceOnly) && (
          <>
            <fieldset><legend>{t('delegation.to')}</legend>{line('toId', t('answer:person.id'))}{line('toName', t('answer:person.name'))}</fieldset>
            <Choice legend={t('delegation.as')} options={ROLES} words={(role) => t(`delegation.role.${role}`)} chosen={fields.role} onChoose={(role) => set({ role })} />
          </>
        )}
        <Choice legend={t('delegation.scope')} options={SCOPES} words={(scope) => t(`delegation.scopes.${scope}`)} chosen={fields.scope} onChoose={(scope) => set({ scope })} />
        {fields.scope !== 'all' && line('scopeId', t('delegation.scopeId'), 128)}
        {instant('from')}
        {instant('until')}
        {line('reason', t('delegation.reason'), 1_000)}
        {grant.error && <ProblemView problem={grant.error} />}
        <div><Button type="primary" htmlType="submit" disabled={!body} loading={grant.isPending} data-testid="grant-save">{t('delegation.save')}</Button></div>
      </form>
    </details>
  );
}
