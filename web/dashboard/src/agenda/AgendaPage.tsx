import { useFormat } from '@lianshen/web-kit/format';
import { ListChanged, usePages } from '@lianshen/web-kit/lists';
import { LiveMark } from '@lianshen/web-kit/live';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '../dashboard.css';
import { useFollowCases } from '../following/use-follow-cases.js';
import { listAgenda } from '../hub-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { StatusMark } from '../words/StatusMark.js';

const AGENDA = ['agenda'];

/** What goes to which meeting, and until when each conclusion holds. */
export default function AgendaPage() {
  const { t } = useTranslation('agenda');
  const { instant } = useFormat();
  const live = useFollowCases();
  const agenda = usePages(AGENDA, listAgenda);
  return (
    <Page title={t('title')} actions={<LiveMark state={live} />}>
      <ListChanged queryKey={AGENDA} />
      <Loaded query={agenda}>
        {(items) => {
          if (items.length === 0) return <Nothing what={t('nothing')} />;
          return (
            <WideTable label={t('title')} testId="agenda" heads={[t('meetingAt'), t('meeting'), t('case'), t('state'), t('validUntil'), t('mayGo')]}>
              {items.map(({ caseId, row, meeting, meetingAt, status, validUntil, locked }) => (
                <tr key={caseId}>
                  <th scope="row">{instant(meetingAt)}</th>
                  <td>{t(`of.${meeting}`)}</td>
                  <td><Link to={`/cases/${caseId}`}>{t('row', { row })}</Link></td>
                  <td><StatusMark status={status} /></td>
                  <td>{instant(validUntil)}</td>
                  <td className={locked ? 'late' : undefined}>{locked ? `! ${t('locked')}` : `✓ ${t('free')}`}</td>
                </tr>
              ))}
            </WideTable>
          );
        }}
      </Loaded>
      {agenda.hasNextPage && <Button onClick={() => void agenda.fetchNextPage()}>{t('more')}</Button>}
    </Page>
  );
}
