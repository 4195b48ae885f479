import { useCommand } from '@lianshen/web-kit/api';
import { TextDialog } from '@lianshen/web-kit/commands';
import { keepFile } from '@lianshen/web-kit/format';
import { useHasRole } from '@lianshen/web-kit/session';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { considerAdvice, issueConclusion, reVet, startVetting, withdrawCase, type CaseView } from '../hub-calls.js';
import { Problem } from '../words/Problem.js';
import { AgendaDialog } from './AgendaDialog.js';
import { OrderRecusal } from './OrderRecusal.js';
import { useCaseCommand } from './use-case-command.js';

/** What one person does with a case; what two decide stands below. Whether it may be done the hub says again. */
export function CaseActions({ of }: { readonly of: CaseView }) {
  const mayPrint = useHasRole('officer', 'coordinatorApprover');
  const [isOfficer, mayOrder] = [useHasRole('officer'), useHasRole('coordinatorApprover')];
  return (
    <div className="page-actions" data-testid="case-actions">
      {isOfficer && <OfficerActions of={of} />}
      {mayPrint && <Print of={of} />}
      {mayOrder && <OrderRecusal caseId={of.caseId} />}
    </div>
  );
}

function OfficerActions({ of }: { readonly of: CaseView }) {
  const { t } = useTranslation('case');
  const { caseId, status } = of;
  const start = useCaseCommand(caseId, (_: string, key) => startVetting(caseId, key));
  const withdraw = useCaseCommand(caseId, (reason: string, key) => withdrawCase(caseId, reason, key));
  const consider = useCaseCommand(caseId, (text: string, key) => considerAdvice(caseId, text, key));
  const conclude = useCaseCommand(caseId, (_: string, key) => issueConclusion(caseId, key));
  const askAgain = useCaseCommand(caseId, (_: string, key) => reVet(caseId, key));
  const isAdvised = of.requests.some(({ flag }) => flag === 'advice');
  const isAnswered = of.requests.length > 0 && of.requests.every(({ status: each }) => each !== 'open' && each !== 'waiting-for-supplement' && each !== 'withheld');
  return (
    <>
      {status === 'screening' && <TextDialog label={t('start')} testId="start" command={start} isPrimary><p>{t('startLead')}</p></TextDialog>}
      {status === 'vetting' && isAdvised && <TextDialog label={t('consider')} testId="consider" textLabel={t('considerText')} command={consider} isPrimary><p>{t('considerLead')}</p></TextDialog>}
      {status === 'vetting' && isAnswered && <TextDialog label={t('conclude')} testId="conclude" command={conclude} isPrimary><p>{t('concludeLead')}</p></TextDialog>}
      {status === 'cleared' && <AgendaDialog caseId={caseId} />}
      {(status === 'lapsed' || (status === 'vetting' && isAnswered)) && <TextDialog label={t('reVet')} testId="re-vet" command={askAgain} isPrimary={status === 'lapsed'}><p>{t('reVetLead')}</p></TextDialog>}
      {status !== 'withdrawn' && status !== 'terminated' && <TextDialog label={t('withdraw')} testId="withdraw" textLabel={t('reason')} command={withdraw} isGrave><p>{t('withdrawLead')}</p></TextDialog>}
    </>
  );
}

function Print({ of: { caseId, number } }: { readonly of: CaseView }) {
  const { t } = useTranslation('case');
  const print = useCommand({ send: (as: 'docx' | 'xlsx') => keepFile(`/api/cases/${caseId}/sheet?as=${as}`, `sheet-${number}.${as}`) });
  return (
    <>
      {(['docx', 'xlsx'] as const).map((as) => <Button key={as} data-testid={`sheet-${as}`} loading={print.isPending} onClick={() => print.mutate(as)}>{t(`sheet.${as}`)}</Button>)}
      <Problem problem={print.error} />
    </>
  );
}
