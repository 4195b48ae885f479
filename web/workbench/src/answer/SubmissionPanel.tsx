import { Alert, Button, Modal } from 'antd';
import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole, useMe } from '@lianshen/web-kit/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useItemCommand } from '../hub/commands.js';
import type { VersionedItem, WorkItem } from '../hub/hub.js';
import { FindingsList } from '../item/FindingsList.js';
import { CommandProblem } from '../item/WhoChanged.js';
import { useShortcuts } from '../keys/use-shortcuts.js';
import { useWishDialogue } from './use-wish-dialogue.js';

type Submission = NonNullable<WorkItem['submission']>;

/** An answer that waits for a second person: to be signed or returned by them, to be taken back by who wrote it. */
export function SubmissionPanel({ current, submission }: { readonly current: VersionedItem; readonly submission: Submission }) {
  const { t } = useTranslation('answer');
  const { sub, roles } = useMe();
  const { item, etag } = current;
  const mayDo = useHasRole('approver', 'agencyHead');
  const isAuthor = submission.by === sub;
  const command = useItemCommand(item.requestId);
  const { open, dialogue } = useWishDialogue(item.requestId, etag, submission.number);
  const signs = mayDo && !isAuthor;
  return (
    <section className="panel" aria-labelledby="waiting" data-testid="submission">
      <h2 id="waiting">{t('submitted', { count: submission.approversMin })}</h2>
      <Proposed submission={submission} />
      {isAuthor && roles.includes('approver') && <p>{t('fourEyes')}</p>}
      {command.error && <CommandProblem problem={command.error} />}
      <div className="actions">
        {signs && <Approve isPending={command.isPending} onApprove={() => command.mutate({ wish: { does: 'approve', submission: submission.number }, etag })} />}
        {signs && <Button onClick={() => open('return')} data-testid="return">{t('return')}</Button>}
        {isAuthor && <Button loading={command.isPending} onClick={() => command.mutate({ wish: { does: 'withdraw', submission: submission.number }, etag })} data-testid="withdraw">{t('withdraw')}</Button>}
      </div>
      {dialogue}
    </section>
  );
}

function Proposed({ submission }: { readonly submission: Submission }) {
  const { t } = useTranslation('answer');
  const format = useFormat();
  const { answer, approvals } = submission;
  const signed = approvals.map(({ name, onBehalfOf }) => (onBehalfOf === null ? name : t('onBehalf', { name, of: onBehalfOf })));
  return (
    <>
      <p className="quiet">{t('submittedBy', { name: submission.name, at: format.instant(submission.submittedAt), number: submission.number })}</p>
      {answer && <p><strong data-testid="proposed-category">{answer.category}</strong> {t(`code.${answer.code}`)}</p>}
      {answer && <FindingsList findings={answer.findings} />}
      {signed.length > 0 && <p>{t('signedSoFar', { names: format.list(signed) })}</p>}
    </>
  );
}

/** Signing goes out at once and is asked twice: by a click and a word, or by the same keys twice. */
function Approve({ isPending, onApprove }: { readonly isPending: boolean; readonly onApprove: () => void }) {
  const { t } = useTranslation(['answer', 'kit']);
  const [isAsking, setAsking] = useState(false);
  useShortcuts({ 'Ctrl+Enter': () => setAsking(true) });
  const approve = (): void => {
    setAsking(false);
    onApprove();
  };
  return (
    <>
      <Button type="primary" loading={isPending} onClick={() => setAsking(true)} data-testid="approve">{t('approve')} <span className="hint">{t('submitHint')}</span></Button>
      <Modal open={isAsking} title={t('approve')} onCancel={() => setAsking(false)} footer={null}>
        <Alert type="warning" showIcon title={t('approveAsk')} />
        <div className="dialog-actions">
          <Button type="primary" autoFocus onClick={approve} data-testid="approve-confirm">{t('approve')}</Button>
          <Button onClick={() => setAsking(false)}>{t('kit:cancel')}</Button>
        </div>
      </Modal>
    </>
  );
}
