import { useFormat } from '@lianshen/web-kit/format';
import { usePages } from '@lianshen/web-kit/lists';
import { Page } from '@lianshen/web-kit/states';
import { Button, Tag } from 'antd';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { searchReadings, type ReadingsAsked } from '../oversight-calls.js';
import { Paged } from '../paging/Paged.js';
import { WideTable } from '../rows/WideTable.js';
import { useReadingWords } from '../words/use-reading-words.js';

type Asked = Omit<ReadingsAsked, 'cursor' | 'limit'>;

/** Who read what: for the auditor. What is searched for stands in no address. */
export default function ReadingsPage() {
  const { t } = useTranslation('oversight');
  const [asked, setAsked] = useState<Asked>({ withoutTask: false });
  const list = usePages(['readings', asked], (cursor) => searchReadings({ ...asked, limit: 100, ...(cursor === undefined ? {} : { cursor }) }));
  return (
    <Page title={t('readings.title')}>
      <p className="quiet">{t('readings.lead')}</p>
      <Filter onAsk={setAsked} />
      <Paged list={list} nothing={t('none')}>{(items) => <Lines items={items} />}</Paged>
    </Page>
  );
}

type Line = Awaited<ReturnType<typeof searchReadings>>['items'][number];

function Lines({ items }: { readonly items: readonly Line[] }) {
  const { t } = useTranslation('oversight');
  const { t: kit } = useTranslation('kit');
  const format = useFormat();
  const { wordOf } = useReadingWords();
  const heads = ['at', 'by', 'roles', 'caseId', 'operation', 'fields', 'task'] as const;
  return (
    <WideTable label={t('readings.title')} testId="readings" heads={heads.map((head) => t(`readings.${head}`))}>
      {items.map(({ at, by, roles, caseId, operation, fields, task }) => (
        <tr key={`${at} ${by} ${caseId} ${operation} ${fields.join()}`}>
          <td>{format.instant(at)}</td>
          <td>{by}</td>
          <td>{format.list(roles.map((role) => kit(`role.${role}`)))}</td>
          <td><Link to={`/cases/${caseId}`}>{caseId.slice(0, 8)}</Link></td>
          <td>{wordOf('operation', operation)}</td>
          <td>{format.list(fields.map((field) => wordOf('field', field)))}</td>
          <td>{task === null ? <Tag color="warning">{t('readings.noTask')}</Tag> : wordOf('task', task)}</td>
        </tr>
      ))}
    </WideTable>
  );
}

function Filter({ onAsk }: { readonly onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('oversight');
  const ask = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const instant = (name: 'from' | 'to') => (text(name) === '' ? {} : { [name]: new Date(text(name)).toISOString() });
    onAsk({ withoutTask: form.has('withoutTask'), ...(text('by') === '' ? {} : { by: text('by') }), ...(text('caseId') === '' ? {} : { caseId: text('caseId') }), ...instant('from'), ...instant('to') });
  };
  return (
    <form className="filter" onSubmit={ask}>
      <label>{t('readings.by')} <input name="by" maxLength={128} autoComplete="off" /></label>
      <label>{t('readings.caseId')} <input name="caseId" maxLength={36} autoComplete="off" /></label>
      <label>{t('readings.from')} <input name="from" type="datetime-local" /></label>
      <label>{t('readings.to')} <input name="to" type="datetime-local" /></label>
      <label><input name="withoutTask" type="checkbox" /> {t('readings.withoutTask')}</label>
      <Button htmlType="submit" type="primary">{t('filter')}</Button>
    </form>
  );
}
