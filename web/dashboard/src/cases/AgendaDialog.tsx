import { TextDialog } from '@lianshen/web-kit/commands';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putOnAgenda, type AgendaItemBody } from '../hub-calls.js';
import { instantOf } from './day-and-time.js';
import { useCaseCommand } from './use-case-command.js';

const MEETINGS: readonly AgendaItemBody['meeting'][] = ['department-board', 'party-group', 'standing-committee', 'plenary'];

/** Puts the candidate on the agenda of a meeting (上会), or on that of another. */
export function AgendaDialog({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('agenda');
  const [asked, setAsked] = useState<{ meeting: AgendaItemBody['meeting']; at: string }>({ meeting: 'standing-committee', at: '' });
  const put = useCaseCommand(caseId, (_: string, key) => putOnAgenda(caseId, { meeting: asked.meeting, meetingAt: instantOf(asked.at) }, key));
  return (
    <TextDialog label={t('put')} testId="put-on-agenda" command={put} isPrimary>
      <label className="field"><span>{t('meeting')}</span><select value={asked.meeting} onChange={(event) => setAsked({ ...asked, meeting: event.target.value as AgendaItemBody['meeting'] })}>{MEETINGS.map((meeting) => <option key={meeting} value={meeting}>{t(`of.${meeting}`)}</option>)}</select></label>
      <label className="field"><span>{t('meetingAt')}</span><input type="datetime-local" required value={asked.at} data-testid="meeting-at" onChange={(event) => setAsked({ ...asked, at: event.target.value })} /></label>
    </TextDialog>
  );
}
