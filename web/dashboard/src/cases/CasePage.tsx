import { useFormat } from '@lianshen/web-kit/format';
import { LiveMark } from '@lianshen/web-kit/live';
import { useHasRole } from '@lianshen/web-kit/session';
import { Loaded, Page } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import '../dashboard.css';
import { useFollowCases } from '../following/use-follow-cases.js';
import { readCase, type CaseStatus, type CaseView } from '../hub-calls.js';
import { StatusMark } from '../words/StatusMark.js';
import { CaseActions } from './CaseActions.js';
import { CaseFile } from './CaseFile.js';
import { CaseReaders } from './CaseReaders.js';
import { CaseTabs } from './CaseTabs.js';
import { Clocks } from './Clocks.js';
import { Decisions } from './Decisions.js';
import { CaseRecord } from './CaseRecord.js';
import { Requests } from './Requests.js';
import { Timeline } from './Timeline.js';

/** A halt ends nothing for people, though no agency is asked any more. */
const HAS_ENDED: ReadonlySet<CaseStatus> = new Set<CaseStatus>(['cleared', 'terminated', 'withdrawn', 'lapsed']);

/** One case: where it stands, what each agency has said, what is to be decided, and the whole record. An overseer sees what happened and when alone. */
export default function CasePage() {
  const { t } = useTranslation('case');
  const { caseId = '' } = useParams();
  const live = useFollowCases();
  const mayRead = useHasRole('officer', 'coordinatorApprover', 'auditor');
  const read = useQuery({ queryKey: ['case', caseId], queryFn: () => readCase(caseId), enabled: mayRead });
  return (
    <Page title={t('title')} heading={read.data ? <>{t('title')} {read.data.number}</> : t('title')} actions={<LiveMark state={live} />}>
      {mayRead ? <Loaded query={read}>{(data) => <><CaseHead of={data} /><CaseParts caseId={caseId} of={data} /></>}</Loaded> : <CaseParts caseId={caseId} of={undefined} />}
    </Page>
  );
}

function CaseHead({ of }: { readonly of: CaseView }) {
  const { t } = useTranslation('case');
  const { instant } = useFormat();
  const facts: (readonly [string, string | null])[] = [[t('openedAt'), of.openedAt], [t('endedAt'), HAS_ENDED.has(of.status) ? of.endedAt : null], [t('validUntil'), of.validUntil], [t('reviewAt'), of.reviewAt], [t('recallAt'), of.recallAt]];
  const holding = of.otherCases.filter(({ holds }) => holds);
  return (
    <>
      <dl className="facts" data-testid="case-head" data-status={of.status}>
        <div><dt>{t('state')}</dt><dd><StatusMark status={of.status} /></dd></div>
        {facts.map(([name, at]) => at !== null && <div key={name}><dt>{name}</dt><dd>{instant(at)}</dd></div>)}
        {of.agenda && <div><dt>{t('agenda')}</dt><dd>{instant(of.agenda.meetingAt)}{of.agenda.locked && <span className="late"> ! {t('locked')}</span>}</dd></div>}
        <div><dt>{t('batch')}</dt><dd><Link to={`/batches/${of.batchId}`}>{t('toBatch')}</Link></dd></div>
        {holding.map(({ caseId }) => <div key={caseId}><dt>{t('heldBy')}</dt><dd><Link to={`/cases/${caseId}`}>! {t('otherCase')}</Link></dd></div>)}
      </dl>
      {of.sealed && <p role="note">{t('sealed')}</p>}
      <CaseActions of={of} />
    </>
  );
}

function CaseParts({ caseId, of }: { readonly caseId: string; readonly of: CaseView | undefined }) {
  const { t } = useTranslation('case');
  const [mayOpen, maySeeReaders] = [useHasRole('officer', 'coordinatorApprover'), useHasRole('overseer', 'auditor')];
  const tabs = [
    ...(of ? [{ key: 'requests', label: t('tab.requests'), content: <Requests of={of} /> }, { key: 'decisions', label: t('tab.decisions'), content: <Decisions of={of} /> }] : []),
    ...(mayOpen ? [{ key: 'file', label: t('tab.file'), content: <CaseFile caseId={caseId} /> }] : []),
    { key: 'clocks', label: t('tab.clocks'), content: <Clocks caseId={caseId} /> },
    { key: 'timeline', label: t('tab.timeline'), content: <Timeline caseId={caseId} /> },
    { key: 'record', label: t('tab.record'), content: <CaseRecord caseId={caseId} /> },
    ...(maySeeReaders ? [{ key: 'readers', label: t('tab.readers'), content: <CaseReaders caseId={caseId} /> }] : []),
  ];
  return <CaseTabs tabs={tabs} label={t('parts')} />;
}
