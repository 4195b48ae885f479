import { TextDialog } from '@lianshen/web-kit/commands';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideExtension, reassignRequest, sendSupplement, type RequestView } from '../hub-calls.js';
import { useAgencyNames } from '../words/use-agency-names.js';
import { endOfDay } from './day-and-time.js';
import { useCaseCommand } from './use-case-command.js';

interface Properties {
  readonly caseId: string;
  readonly request: RequestView;
}

/** What an officer answers an agency: its question, its wish for time, that it does not answer. */
export function RequestActions({ caseId, request }: Properties) {
  const { question, extensions, status } = request;
  const waiting = extensions.find(({ decided }) => !decided);
  return (
    <div className="page-actions">
      {question && <AnswerQuestion caseId={caseId} request={request} question={question.number} />}
      {waiting && <DecideExtension caseId={caseId} request={request} number={waiting.number} until={waiting.until ?? ''} />}
      {(status === 'declined' || status === 'withheld') && <Reassign caseId={caseId} request={request} />}
    </div>
  );
}

function AnswerQuestion({ caseId, request: { agency }, question }: Properties & { readonly question: number }) {
  const { t } = useTranslation('case');
  const send = useCaseCommand(caseId, (text: string, key) => sendSupplement(caseId, agency, { question, text }, key));
  return <TextDialog label={t('answerQuestion')} testId={`answer-${agency}`} textLabel={t('supplement')} command={send} isPrimary><p>{t('supplementLead')}</p></TextDialog>;
}

function DecideExtension({ caseId, request: { agency }, number, until }: Properties & { readonly number: number; readonly until: string }) {
  const { t } = useTranslation('case');
  const [day, setDay] = useState(until.slice(0, 10));
  const grant = useCaseCommand(caseId, (_: string, key) => decideExtension(caseId, agency, number, endOfDay(day), key));
  const refuse = useCaseCommand(caseId, (_: string, key) => decideExtension(caseId, agency, number, null, key));
  return (
    <>
      <TextDialog label={t('grant')} testId={`grant-${agency}`} command={grant} isPrimary><label className="field"><span>{t('grantUntil')}</span><input type="date" required value={day} onChange={(event) => setDay(event.target.value)} /></label></TextDialog>
      <TextDialog label={t('refuse')} testId={`refuse-${agency}`} command={refuse}><p>{t('refuseLead')}</p></TextDialog>
    </>
  );
}

function Reassign({ caseId, request: { agency } }: Properties) {
  const { t } = useTranslation('case');
  const [to, setTo] = useState('');
  const { agencies, nameOf } = useAgencyNames();
  const send = useCaseCommand(caseId, (reason: string, key) => reassignRequest(caseId, agency, { to, reason }, key));
  return (
    <TextDialog label={t('reassign')} testId={`reassign-${agency}`} textLabel={t('reason')} command={send}>
      <label className="field"><span>{t('reassignTo')}</span>
        <select required value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">{t('choose')}</option>
          {agencies.filter((each) => each !== agency).map((each) => <option key={each} value={each}>{nameOf(each)}</option>)}
        </select>
      </label>
    </TextDialog>
  );
}
