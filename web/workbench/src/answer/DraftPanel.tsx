import { CheckCircleOutlined, EditOutlined, ExclamationCircleOutlined, SyncOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useItemCommand } from '../hub/commands.js';
import type { VersionedItem } from '../hub/hub.js';
import { CommandProblem } from '../item/WhoChanged.js';
import { useShortcuts } from '../keys/use-shortcuts.js';
import { AnswerFields, withCategory } from './AnswerFields.js';
import { categoriesInOrder } from './categories-in-order.js';
import type { DraftKeeper, DraftNow } from './draft-keeper.js';
import { StaleDialogue } from './StaleDialogue.js';
import { useWishDialogue } from './use-wish-dialogue.js';

interface Properties {
  readonly current: VersionedItem;
  readonly draft: DraftNow;
  readonly keeper: DraftKeeper;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The form of whoever has claimed the item: saved by itself as it is typed, and submitted as it was saved. */
export function DraftPanel({ current, draft, keeper }: Properties) {
  const { t } = useTranslation('answer');
  const { item, etag } = current;
  const { requestId } = item;
  const command = useItemCommand(requestId);
  const { open, dialogue } = useWishDialogue(requestId, etag, 0);
  const categories = item.request?.categories ?? {};
  const submit = async (): Promise<void> => {
    const saved = await keeper.flush();
    if (saved !== undefined) command.mutate({ wish: { does: 'submit' }, etag: saved });
  };
  const choose = (index: number): void => {
    const category = categoriesInOrder(categories)[index]?.[0];
    if (category !== undefined) keeper.change(withCategory(draft.form, category, categories));
  };
  useShortcuts({ 'Ctrl+Enter': () => void submit(), ...Object.fromEntries(DIGITS.map((digit, index) => [digit, () => choose(index)])) });
  return (
    <section className="panel" aria-labelledby="answer" data-testid="answer-form">
      <h2 id="answer">{t('title')}</h2>
      <AnswerFields item={item} form={draft.form} onChange={(form) => keeper.change(form)} />
      <p role="status"><DraftMark state={draft.state} /> {draft.state !== 'clean' && <Button size="small" onClick={() => void keeper.flush()}>{t('save')}</Button>}</p>
      {draft.problem && !draft.conflict && <CommandProblem problem={draft.problem} />}
      {command.error && <CommandProblem problem={command.error} />}
      <div className="actions">
        <Button type="primary" loading={command.isPending} disabled={item.status === 'waiting'} onClick={() => void submit()} data-testid="submit">{t('submit')} <span className="hint">{t('submitHint')}</span></Button>
        <Button onClick={() => open('needMore')} disabled={item.question !== null} data-testid="need-more">{t('needMore')}</Button>
        <Button onClick={() => open('extension')} data-testid="extension">{t('extension')}</Button>
      </div>
      <StaleDialogue conflict={draft.conflict} mine={draft.form} onResolve={(keep) => keeper.resolve(keep)} />
      {dialogue}
    </section>
  );
}

const ICONS = { clean: <CheckCircleOutlined />, dirty: <EditOutlined />, saving: <SyncOutlined />, failed: <ExclamationCircleOutlined /> };

function DraftMark({ state }: { readonly state: DraftNow['state'] }) {
  const { t } = useTranslation('answer');
  return <Tag icon={ICONS[state]} color={state === 'failed' ? 'error' : 'default'} data-testid="draft-state" data-state={state}>{t(`draft.${state}`)}</Tag>;
}
