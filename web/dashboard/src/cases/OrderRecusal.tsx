import { useCommand } from '@lianshen/web-kit/api';
import { TextDialog } from '@lianshen/web-kit/commands';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orderOfficerRecusal } from '../hub-calls.js';

const PERSON_MAX = 64;

/** Orders an officer off the case (指令回避): what they have judged in it counts no more. */
export function OrderRecusal({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case');
  const [person, setPerson] = useState({ id: '', name: '' });
  const order = useCommand({ send: (reason: string, key) => orderOfficerRecusal(caseId, { person, reason }, key), changes: [['case', caseId], ['case-part', caseId], ['today'], ['decisions'], ['recusals']] });
  return (
    <TextDialog label={t('orderRecusal')} testId="order-recusal" textLabel={t('reason')} command={order} isGrave>
      <p>{t('orderRecusalLead')}</p>
      {(['id', 'name'] as const).map((part) => <label key={part} className="field"><span>{t(`staff.${part}`)}</span><input required maxLength={PERSON_MAX} autoComplete="off" value={person[part]} data-testid={`staff-${part}`} onChange={(event) => setPerson({ ...person, [part]: event.target.value })} /></label>)}
    </TextDialog>
  );
}
