import { Button, Modal } from 'antd';
import { useFormat } from '@lianshen/web-kit/format';
import { useTranslation } from 'react-i18next';
import type { AnswerForm } from '../hub/hub.js';
import { useWhoChanged } from '../item/WhoChanged.js';
import type { Conflict } from './draft-keeper.js';
import { FormView } from './FormView.js';

interface Properties {
  readonly conflict: Conflict | undefined;
  readonly mine: AnswerForm;
  readonly onResolve: (keep: 'mine' | 'theirs') => void;
}

/** The form was saved elsewhere: both stand side by side, and the person says which goes on. */
export function StaleDialogue({ conflict, mine, onResolve }: Properties) {
  const { t } = useTranslation('answer');
  const format = useFormat();
  const changed = useWhoChanged()(conflict?.problem);
  if (!conflict) return null;
  const { item } = conflict.theirs;
  const { draft } = item;
  const told = changed ?? { by: draft?.savedBy ?? '—', change: '', at: format.instant(draft?.savedAt) };
  return (
    <Modal open width={900} closable={false} keyboard={false} title={t('stale.title')} footer={null}>
      <div data-testid="stale">
        <p>{t('stale.lead', told)}</p>
        <div className="sides">
          <div data-testid="stale-mine"><h3>{t('stale.mine')}</h3><FormView form={mine} bases={item.bases} /></div>
          <div data-testid="stale-theirs"><h3>{t('stale.theirs')}</h3>{draft ? <FormView form={draft.form} bases={item.bases} /> : <p>{t('stale.none')}</p>}</div>
        </div>
        <div className="dialog-actions">
          <Button type="primary" onClick={() => onResolve('mine')} data-testid="keep-mine">{t('stale.keepMine')}</Button>
          <Button onClick={() => onResolve('theirs')} data-testid="take-theirs">{t('stale.takeTheirs')}</Button>
        </div>
      </div>
    </Modal>
  );
}
