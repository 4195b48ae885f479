import { useFormat } from '@lianshen/web-kit/format';
import { LiveMark } from '@lianshen/web-kit/live';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '../dashboard.css';
import { useFollowCases } from '../following/use-follow-cases.js';
import { listToday, type TaskGroup } from '../hub-calls.js';
import { PoliciesToConfirm, usePoliciesToConfirm } from './PoliciesToConfirm.js';
import { useAgencyNames } from '../words/use-agency-names.js';

/** What waits for the person today, by kind, the most urgent first. */
export default function TodayPage() {
  const { t } = useTranslation('today');
  const live = useFollowCases();
  const today = useQuery({ queryKey: ['today'], queryFn: listToday });
  const policies = usePoliciesToConfirm();
  return (
    <Page title={t('title')} actions={<LiveMark state={live} />}>
      <Loaded query={today}>
        {({ groups }) => {
          if (groups.length === 0 && policies.length === 0) return <Nothing what={t('nothing')}><Link to="/batches">{t('toBatches')}</Link></Nothing>;
          return (
            <div className="tasks">
              {groups.map((group) => <Group key={group.kind} group={group} />)}
              {policies.length > 0 && <PoliciesToConfirm changes={policies} />}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Group({ group: { kind, count, items } }: { readonly group: TaskGroup }) {
  const { t } = useTranslation('today');
  const { number } = useFormat();
  const more = count - items.length;
  return (
    <section className="panel" data-testid={`task-${kind}`} aria-labelledby={`task-${kind}`}>
      <h2 id={`task-${kind}`}>{t(`kind.${kind}`)} <span className="count">{number(count)}</span></h2>
      <ul className="task-list">{items.map((item) => <Task key={`${item.caseId}${item.agency ?? ''}${item.decision ?? ''}`} task={item} />)}</ul>
      {more > 0 && <p className="quiet">{t('more', { more: number(more) })}</p>}
    </section>
  );
}

function Task({ task: { caseId, number, agency, dueAt, overdue } }: { readonly task: TaskGroup['items'][number] }) {
  const { t } = useTranslation('today');
  const { instant, fromNow } = useFormat();
  const { nameOf } = useAgencyNames();
  return (
    <li>
      <Link to={`/cases/${caseId}`}>{number}</Link>
      {agency !== null && <span> {nameOf(agency)}</span>}
      <span className={overdue ? 'late' : 'quiet'}> {overdue && `! ${t('overdue')} · `}<time dateTime={dueAt} title={instant(dueAt)}>{fromNow(dueAt)}</time></span>
    </li>
  );
}
