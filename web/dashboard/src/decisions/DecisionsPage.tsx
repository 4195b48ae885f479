import { useFormat } from '@lianshen/web-kit/format';
import { ListChanged, usePages } from '@lianshen/web-kit/lists';
import { LiveMark } from '@lianshen/web-kit/live';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '../dashboard.css';
import { useFollowCases } from '../following/use-follow-cases.js';
import { listDecisions } from '../hub-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { StatusMark } from '../words/StatusMark.js';
import { useAgencyNames } from '../words/use-agency-names.js';

const DECISIONS = ['decisions'];

/** What waits for a second person. It is settled in the case, where one sees what it is about. */
export default function DecisionsPage() {
  const { t } = useTranslation('decisions');
  const { instant } = useFormat();
  const { nameOf } = useAgencyNames();
  const live = useFollowCases();
  const decisions = usePages(DECISIONS, listDecisions);
  return (
    <Page title={t('title')} actions={<LiveMark state={live} />}>
      <ListChanged queryKey={DECISIONS} />
      <Loaded query={decisions}>
        {(items) => {
          if (items.length === 0) return <Nothing what={t('nothing')} />;
          return (
            <WideTable label={t('title')} testId="decisions" heads={[t('what'), t('case'), t('state'), t('proposedBy'), t('proposedAt')]}>
              {items.map(({ caseId, status, decision }) => (
                <tr key={`${caseId}/${decision.number}`}>
                  <th scope="row">{t(`kind.${decision.kind}`)}{decision.agency !== null && `：${nameOf(decision.agency)}`}</th>
                  <td><Link to={`/cases/${caseId}`}>{t('open')}</Link></td>
                  <td><StatusMark status={status} /></td>
                  <td>{decision.proposedBy}</td>
                  <td>{instant(decision.proposedAt)}</td>
                </tr>
              ))}
            </WideTable>
          );
        }}
      </Loaded>
      {decisions.hasNextPage && <Button onClick={() => void decisions.fetchNextPage()}>{t('more')}</Button>}
    </Page>
  );
}
