import { ListChanged, usePages } from '@lianshen/web-kit/lists';
import { LiveMark } from '@lianshen/web-kit/live';
import { Loaded, Nothing, Page } from '@lianshen/web-kit/states';
import { useHasRole } from '@lianshen/web-kit/session';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import '../dashboard.css';
import { useFollowCases } from '../following/use-follow-cases.js';
import { listAllCases } from '../hub-calls.js';
import { askedFrom } from './case-filters.js';
import { CaseFilters } from './CaseFilters.js';
import { CaseRows } from './CaseRows.js';
import { SearchForm } from './SearchForm.js';

const PAGE = 100;

/** Cases of all batches, the newest first, and a search for one of them. */
export default function CasesPage() {
  const { t } = useTranslation('cases');
  const live = useFollowCases();
  const maySearch = useHasRole('officer', 'coordinatorApprover');
  const [parameters, setParameters] = useSearchParams();
  const asked = askedFrom(parameters);
  const queryKey = ['cases', asked];
  const cases = usePages(queryKey, (cursor) => listAllCases({ ...asked, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }));
  return (
    <Page title={t('title')} actions={<LiveMark state={live} />}>
      {maySearch && <SearchForm />}
      <CaseFilters asked={asked} onChange={(next) => setParameters(next, { replace: true })} />
      <ListChanged queryKey={queryKey} />
      <Loaded query={cases}>
        {(items) => {
          if (items.length === 0 && !cases.hasNextPage) return <Nothing what={t('nothing')} />;
          return <CaseRows cases={items} isMore={cases.hasNextPage} onMore={() => { if (!cases.isFetchingNextPage) void cases.fetchNextPage(); }} />;
        }}
      </Loaded>
    </Page>
  );
}
