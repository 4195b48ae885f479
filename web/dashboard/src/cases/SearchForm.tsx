import { useCommand } from '@lianshen/web-kit/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchCases, type SearchedFor } from '../hub-calls.js';
import { Problem } from '../words/Problem.js';
import { CaseRows } from './CaseRows.js';

const BY = ['number', 'name', 'identity-number'] as const;

/** Looks for a case by its number, or by the whole name or identity number of its candidate. What is typed stands in no address and is kept nowhere. */
export function SearchForm() {
  const { t } = useTranslation('cases');
  const [asked, setAsked] = useState<SearchedFor>({ by: 'number', text: '' });
  const search = useCommand({ send: (body: SearchedFor) => searchCases(body) });
  return (
    <section className="panel" aria-label={t('search')}>
      <form className="filters" role="search" autoComplete="off" onSubmit={(event) => { event.preventDefault(); search.mutate(asked); }}>
        <label>{t('searchBy')} <select value={asked.by} data-testid="search-by" onChange={(event) => setAsked({ ...asked, by: event.target.value as SearchedFor['by'] })}>{BY.map((by) => <option key={by} value={by}>{t(`by.${by}`)}</option>)}</select></label>
        <label>{t('searchFor')} <input value={asked.text} required maxLength={64} autoComplete="off" data-testid="search-text" onChange={(event) => setAsked({ ...asked, text: event.target.value })} /></label>
        <Button htmlType="submit" loading={search.isPending} data-testid="search-send">{t('searchSend')}</Button>
      </form>
      {asked.by !== 'number' && <p className="quiet">{t('searchRecorded')}</p>}
      <Problem problem={search.error} />
      {search.data && (
        <div data-testid="found">
          <p role="status">{search.data.items.length === 0 ? t('foundNone') : t('found', { number: search.data.items.length })}{search.data.more && ` ${t('foundMore')}`}</p>
          {search.data.items.length > 0 && <CaseRows cases={search.data.items} isMore={false} onMore={() => undefined} />}
        </div>
      )}
    </section>
  );
}
