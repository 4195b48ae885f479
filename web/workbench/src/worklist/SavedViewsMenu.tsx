import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '@lianshen/web-kit/api';
import { Loaded, ProblemView } from '@lianshen/web-kit/states';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dataOf, hub, type SavedView, type SavedViews } from '../hub/hub.js';
import type { Part } from './part.js';
import { addressOf } from './Parts.js';

const VIEWS_MAX = 20;
const KEY = ['saved-views'];

/** The parts that the person comes back to. */
export function SavedViewsMenu({ shown }: { readonly shown: Part }) {
  const { t } = useTranslation('worklist');
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const views = useQuery({ queryKey: KEY, queryFn: () => dataOf(hub.GET('/api/worklist/views')) });
  return (
    <>
      <Button icon={<StarOutlined />} onClick={() => setOpen(true)} data-testid="views">{t('views.label')}</Button>
      <Modal open={isOpen} onCancel={close} footer={null} title={t('views.label')}>
        <Loaded query={views} rows={2}>{(saved) => <Views saved={saved} shown={shown} onGo={close} />}</Loaded>
      </Modal>
    </>
  );
}

interface Properties {
  readonly saved: SavedViews;
  readonly shown: Part;
  readonly onGo: () => void;
}

function Views({ saved, shown, onGo }: Properties) {
  const { t } = useTranslation('worklist');
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const save = useCommand({
    send: (views: readonly SavedView[]) => dataOf(hub.PUT('/api/worklist/views', { body: { revision: saved.revision, views: [...views] } })),
    onDone: (now) => {
      queries.setQueryData(KEY, now);
      setTitle('');
    },
  });
  return (
    <div className="views">
      {save.error && <ProblemView problem={save.error} onRetry={() => void queries.invalidateQueries({ queryKey: KEY })} />}
      {saved.views.length === 0 && <p className="quiet">{t('views.none')}</p>}
      <ul>
        {saved.views.map((view, index) => (
          <li key={`${index} ${view.title}`}>
            <Link to={addressOf(view.filter)} onClick={onGo} aria-label={t('views.open', { title: view.title })}>{view.title}</Link>
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('views.remove', { title: view.title })} onClick={() => save.mutate(saved.views.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== '') save.mutate([...saved.views, { title: title.trim(), filter: shown }]);
        }}
      >
        <label htmlFor="view-title">{t('views.name')}</label>
        <Input id="view-title" value={title} maxLength={40} placeholder={t('views.nameHint')} onChange={(event) => setTitle(event.target.value)} data-testid="view-title" />
        <Button htmlType="submit" loading={save.isPending} disabled={saved.views.length >= VIEWS_MAX} data-testid="save-view">{saved.views.length >= VIEWS_MAX ? t('views.full') : t('views.save')}</Button>
      </form>
      <p role="status">{save.isSuccess ? t('views.saved') : ''}</p>
    </div>
  );
}
