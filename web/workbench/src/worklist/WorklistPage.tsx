import { ReloadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem } from '@lianshen/web-kit/api';
import { beginAnew, ListChanged } from '@lianshen/web-kit/lists';
import { LiveMark } from '@lianshen/web-kit/live';
import { useHasRole } from '@lianshen/web-kit/session';
import { Loaded, Loading, Page, ProblemView } from '@lianshen/web-kit/states';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { dataOf, hub, type FoundItems } from '../hub/hub.js';
import { ShortcutsHelp } from '../keys/ShortcutsHelp.js';
import { ItemList } from './ItemList.js';
import { isBatch, partOf, type Part } from './part.js';
import { addressOf, Parts } from './Parts.js';
import { SavedViewsMenu } from './SavedViewsMenu.js';
import { SearchForm } from './SearchForm.js';
import { keyOfPart, useCounts, useLiveWorklist, useWorklist } from './use-worklist.js';
import './worklist.css';

/** What the agency has to answer, part by part. */
export default function WorklistPage() {
  const { t } = useTranslation(['worklist', 'pages', 'manyAnswers']);
  const isClerk = useHasRole('clerk');
  const [address] = useSearchParams();
  const part = useMemo(() => partOf(address), [address]);
  const live = useLiveWorklist();
  const counts = useCounts();
  const search = useMutation({ mutationFn: (text: string) => dataOf(hub.POST('/api/items/searches', { body: { text, limit: 50 } })) });
  const shown: Part = Object.keys(part).length === 0 ? { status: 'open' } : part;
  return (
    <Page title={t('pages:worklist')} actions={<><LiveMark state={live} />{isClerk && <Link to={`/many-answers?${address.toString()}`} data-testid="answer-at-once">{t('manyAnswers:these')}</Link>}<SavedViewsMenu shown={shown} /><ShortcutsHelp /></>}>
      <div className="worklist">
        <Parts counts={counts.data} shown={shown} />
        <section className="worklist-list" aria-label={t('list')}>
          <div className="worklist-tools">
            <SearchForm onSearch={(text) => search.mutate(text)} />
            <BatchFilter key={part.batch ?? ''} part={part} />
          </div>
          {search.isPending && <Loading rows={2} />}
          {search.error && <ProblemView problem={asProblem(search.error)} />}
          {search.data ? <Found found={search.data} onEnd={() => search.reset()} /> : <PartOfList part={shown} />}
        </section>
      </div>
    </Page>
  );
}

function PartOfList({ part }: { readonly part: Part }) {
  const { t } = useTranslation('worklist');
  const list = useWorklist(part);
  const lines = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const queries = useQueryClient();
  const queryKey = keyOfPart(part);
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return (
    <Loaded query={list} rows={10}>
      {() => (
        <>
          <ListChanged queryKey={queryKey} />
          <ItemList lines={lines} onNearEnd={more} empty={t('emptyHint')} />
          <p className="quiet" role="status">
            {list.isFetchingNextPage ? t('loadingMore') : !hasNextPage && lines.length > 0 ? t('end', { count: lines.length }) : ''}{' '}
            <Button type="text" size="small" icon={<ReloadOutlined />} onClick={() => void beginAnew(queries, queryKey)}>{t('refresh')}</Button>
          </p>
        </>
      )}
    </Loaded>
  );
}

function Found({ found, onEnd }: { readonly found: FoundItems; readonly onEnd: () => void }) {
  const { t } = useTranslation('worklist');
  return (
    <>
      <p role="status" data-testid="found">{t('search.found', { count: found.items.length })} {found.more && t('search.more')} <Button onClick={onEnd} data-testid="end-search">{t('search.end')}</Button></p>
      <ItemList lines={found.items} onNearEnd={nothing} empty={t('search.none')} />
    </>
  );
}

/** What was found is there as a whole. */
const nothing = (): void => undefined;

function BatchFilter({ part }: { readonly part: Part }) {
  const { t } = useTranslation('worklist');
  const navigate = useNavigate();
  const [text, setText] = useState(part.batch ?? '');
  const isWrong = text.trim() !== '' && !isBatch(text.trim());
  const choose = (batch: string): void => {
    const { batch: _before, ...others } = part;
    if (batch === '' || isBatch(batch)) void navigate(addressOf(batch === '' ? others : { ...others, batch }));
  };
  return (
    <form
      className="batch-filter"
      onSubmit={(event) => {
        event.preventDefault();
        choose(text.trim());
      }}
    >
      <label htmlFor="batch-filter">{t('filter.batch')}</label>
      <Input id="batch-filter" value={text} maxLength={36} placeholder={t('filter.batchHint')} status={isWrong ? 'error' : ''} aria-invalid={isWrong} aria-describedby="batch-wrong" onChange={(event) => setText(event.target.value)} onBlur={() => choose(text.trim())} />
      {part.batch !== undefined && <Button onClick={() => choose('')}>{t('filter.clear')}</Button>}
      <span id="batch-wrong" role="status">{isWrong ? t('filter.wrong') : ''}</span>
    </form>
  );
}
