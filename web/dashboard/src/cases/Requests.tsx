import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole } from '@lianshen/web-kit/session';
import { Nothing } from '@lianshen/web-kit/states';
import { useTranslation } from 'react-i18next';
import type { CaseView, RequestView } from '../hub-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { RequestActions } from './RequestActions.js';

/** What was asked of each agency, what came of it, and what an officer has to answer. */
export function Requests({ of }: { readonly of: CaseView }) {
  const { t } = useTranslation('case');
  if (of.requests.length === 0) return <Nothing what={t('noRequests')} />;
  return (
    <WideTable label={t('tab.requests')} testId="requests" heads={[t('agency'), t('state'), t('dueAt'), t('answer'), t('asks')]}>
      {of.requests.map((request) => <RequestLine key={request.requestId} caseId={of.caseId} request={request} />)}
    </WideTable>
  );
}

function RequestLine({ caseId, request }: { readonly caseId: string; readonly request: RequestView }) {
  const { t, i18n } = useTranslation('case');
  const { instant, fromNow } = useFormat();
  const isOfficer = useHasRole('officer');
  const { agency, agencyName, status, dueAt, round, overdueAt, receivedAt, provisional, mark } = request;
  const isOpen = status === 'open';
  return (
    <tr data-testid={`request-${agency}`} data-status={status}>
      <th scope="row">{i18n.language === 'en' ? agencyName.en : agencyName.zh}{round > 1 && <span className="quiet"> {t('round', { round })}</span>}</th>
      <td>{t(`request.${status}`)}{isOpen && receivedAt !== null && <span className="quiet"> · {t('received')}</span>}{isOpen && mark !== null && <span className="late"> ! {t(`mark.${mark}`)}</span>}</td>
      <td>{instant(dueAt)}{isOpen && dueAt !== null && <span className={overdueAt === null ? 'quiet' : 'late'}> {overdueAt === null ? '' : '! '}{fromNow(dueAt)}</span>}{provisional && <span className="quiet"> {t('provisional')}</span>}</td>
      <td><Answer request={request} /></td>
      <td><Asks request={request} />{isOfficer && <RequestActions caseId={caseId} request={request} />}</td>
    </tr>
  );
}

function Answer({ request: { verdict, flag, questioned } }: { readonly request: RequestView }) {
  const { t } = useTranslation('words');
  if (!verdict) return <>—</>;
  return (
    <>
      <span className="cell" data-state={flag === 'open' ? 'flag' : flag === 'closed' ? 'flag-closed' : flag === 'advice' ? 'advice' : 'clear'}><span aria-hidden>{flag === null ? '✓' : flag === 'advice' ? '△' : '▲'}</span> {t(`verdict.${verdict.code}`)}</span>
      {verdict.category !== undefined && <span> {verdict.category}</span>}
      {flag === 'closed' && <span className="quiet"> · {t('cell.flag-closed')}</span>}
      {verdict.version > 1 && <span className="quiet"> · {t('version', { version: verdict.version })}</span>}
      {verdict.lateWorkingDays > 0 && <span className="late"> · {t('lateDays', { days: verdict.lateWorkingDays })}</span>}
      {questioned && <span className="late"> · {t('questioned')}</span>}
    </>
  );
}

/** What the agency said instead of an answer, in its words. */
function Asks({ request: { question, extensions, declined } }: { readonly request: RequestView }) {
  const { t } = useTranslation('case');
  const { instant } = useFormat();
  return (
    <>
      {question && <p>? {t('question', { number: question.number })}{question.text ?? t('erased')}</p>}
      {extensions.filter(({ decided }) => !decided).map(({ number, until, reason }) => <p key={number}>+ {t('wantsTime', { until: instant(until) })}{reason ?? t('erased')}</p>)}
      {declined && <p>× {t(`declined.${declined.kind}`)}{declined.reason ?? t('erased')}</p>}
    </>
  );
}
