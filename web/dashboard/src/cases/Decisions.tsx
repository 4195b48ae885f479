import { TextDialog } from '@lianshen/web-kit/commands';
import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole, useMe } from '@lianshen/web-kit/session';
import { useTranslation } from 'react-i18next';
import { confirmDecision, refuseDecision, type CaseView, type DecisionView } from '../hub-calls.js';
import { useAgencyNames } from '../words/use-agency-names.js';
import { ProposeDecision } from './ProposeDecision.js';
import { useCaseCommand } from './use-case-command.js';

/** What two persons decide: one proposes, another confirms. */
export function Decisions({ of }: { readonly of: CaseView }) {
  const { t } = useTranslation('decisions');
  const isOfficer = useHasRole('officer');
  return (
    <>
      {of.decisions.length === 0 ? <p className="quiet">{t('noneYet')}</p> : <ol className="plain-list">{of.decisions.map((decision) => <DecisionLine key={decision.number} caseId={of.caseId} decision={decision} />)}</ol>}
      {isOfficer && <ProposeDecision of={of} />}
    </>
  );
}

function DecisionLine({ caseId, decision }: { readonly caseId: string; readonly decision: DecisionView }) {
  const { t } = useTranslation('decisions');
  const { instant } = useFormat();
  const { nameOf } = useAgencyNames();
  const { number, kind, agency, status, proposedBy, proposedAt, decidedBy, decidedAt, reason, basis, heard, reviewAt, refusal } = decision;
  return (
    <li className="panel" data-testid={`decision-${number}`} data-status={status}>
      <h2>{t(`kind.${kind}`)}{agency !== null && `：${nameOf(agency)}`} · {t(`status.${status}`)}</h2>
      <p>{reason ?? t('erased')}{basis !== null && ` · ${t('basis')}：${basis}`}{heard !== null && ` · ${t(`heard.${heard}`)}`}{reviewAt !== null && ` · ${t('reviewAt')} ${instant(reviewAt)}`}</p>
      <p className="quiet">{t('by', { who: proposedBy, at: instant(proposedAt) })}{decidedBy !== null && ` · ${t('settledBy', { who: decidedBy, at: instant(decidedAt) })}`}{refusal !== null && `：${refusal}`}</p>
      {status === 'open' && <Settle caseId={caseId} decision={decision} />}
    </li>
  );
}

function Settle({ caseId, decision: { number, proposedBy } }: { readonly caseId: string; readonly decision: DecisionView }) {
  const { t } = useTranslation('decisions');
  const { sub } = useMe();
  const [mayConfirm, mayRefuse] = [useHasRole('coordinatorApprover'), useHasRole('officer', 'coordinatorApprover')];
  const confirm = useCaseCommand(caseId, (_: string, key) => confirmDecision(caseId, number, key));
  const refuse = useCaseCommand(caseId, (reason: string, key) => refuseDecision(caseId, number, reason, key));
  return (
    <div className="page-actions">
      {mayConfirm && proposedBy !== sub && <TextDialog label={t('confirm')} testId={`confirm-${number}`} command={confirm} isPrimary><p>{t('confirmLead')}</p></TextDialog>}
      {mayRefuse && <TextDialog label={proposedBy === sub ? t('takeBack') : t('refuse')} testId={`refuse-decision-${number}`} textLabel={t('reason')} command={refuse} />}
      {proposedBy === sub && <p className="quiet">{t('notOwn')}</p>}
    </div>
  );
}
