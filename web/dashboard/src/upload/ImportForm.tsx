import { useCommand } from '@lianshen/web-kit/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importList, type Preview } from '../hub-calls.js';
import { PolicySelect } from '../words/PolicySelect.js';
import { Problem } from '../words/Problem.js';

interface Properties {
  readonly file: File;
  readonly preview: Preview;
  readonly onImported: (batchId: string) => void;
}

/** How a list that was looked through is imported. */
export function ImportForm({ file, preview, onImported }: Properties) {
  const { t } = useTranslation('upload');
  const [asked, setAsked] = useState({ title: '', unit: '', policy: 'standard-five', start: 'later' as 'now' | 'later' });
  const hasBad = preview.refused.length > 0;
  const send = useCommand({ send: (_: undefined, key) => importList({ file, ...asked, rows: hasBad ? 'good' : 'all' }, key), changes: [['batches'], ['today']], onDone: ({ batchId }) => onImported(batchId) });
  if (preview.good.length === 0) return <p role="status">{t('noneGood')}</p>;
  const field = (name: 'title' | 'unit', required: boolean) => (
    <label className="field"><span>{t(name)}</span><input value={asked[name]} required={required} maxLength={128} data-testid={`import-${name}`} onChange={(event) => setAsked({ ...asked, [name]: event.target.value })} /></label>
  );
  return (
    <form className="panel" data-testid="import" onSubmit={(event) => { event.preventDefault(); send.mutate(undefined); }}>
      {field('title', true)}
      {field('unit', false)}
      <label className="field"><span>{t('policy')}</span><PolicySelect value={asked.policy} data-testid="import-policy" onChange={(policy) => setAsked({ ...asked, policy })} /></label>
      <label className="field">
        <span>{t('start')}</span>
        <select value={asked.start} data-testid="import-start" onChange={(event) => setAsked({ ...asked, start: event.target.value as 'now' | 'later' })}>
          <option value="later">{t('startLater')}</option>
          <option value="now">{t('startNow')}</option>
        </select>
      </label>
      <Problem problem={send.error} />
      <Button type="primary" htmlType="submit" loading={send.isPending} data-testid="import-send">{hasBad ? t('importGood', { number: preview.good.length }) : t('importAll', { number: preview.good.length })}</Button>
      {hasBad && <p className="quiet">{t('goodOnly')}</p>}
    </form>
  );
}
