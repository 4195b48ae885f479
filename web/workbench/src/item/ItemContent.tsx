import { Button } from 'antd';
import { useHasRole, useMe } from '@lianshen/web-kit/session';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DraftPanel } from '../answer/DraftPanel.js';
import { SubmissionPanel } from '../answer/SubmissionPanel.js';
import { useDraft } from '../answer/use-draft.js';
import { useWishDialogue } from '../answer/use-wish-dialogue.js';
import { useItemCommand } from '../hub/commands.js';
import type { VersionedItem } from '../hub/hub.js';
import { useShortcuts } from '../keys/use-shortcuts.js';
import { Candidate } from './Candidate.js';
import { EarlierAnswers } from './EarlierAnswers.js';
import { History } from './History.js';
import { ItemFacts } from './ItemFacts.js';
import { Notices } from './Notices.js';
import { Records } from './Records.js';
import { usePresence } from './use-presence.js';
import { CommandProblem } from './WhoChanged.js';

/** An item that may be opened: beside what is known stands what is answered. */
export function ItemContent({ current }: { readonly current: VersionedItem }) {
  const { item } = current;
  const { sub } = useMe();
  const { draft, keeper } = useDraft(item.requestId, current);
  const others = usePresence(item.requestId, true);
  const isMine = item.claim?.by === sub && item.submission === null;
  return (
    <>
      <ItemFacts item={item} others={others} />
      <div className="item">
        <div>
          <Candidate item={item} />
          <Records item={item} onTake={isMine ? (form) => keeper.change(form) : undefined} />
          <EarlierAnswers requestId={item.requestId} />
        </div>
        <div>
          <Notices item={item} />
          {item.submission && <SubmissionPanel current={current} submission={item.submission} />}
          {isMine && <DraftPanel current={current} draft={draft} keeper={keeper} />}
          <Handling current={current} isMine={isMine} />
          <History item={item} />
        </div>
      </div>
    </>
  );
}

const CLAIMABLE: readonly string[] = ['open', 'waiting', 'rejected', 'filed'];
const DECLINABLE: readonly string[] = ['open', 'waiting', 'submitted'];

/** Who handles it, and what is said of the whole request. */
function Handling({ current, isMine }: { readonly current: VersionedItem; readonly isMine: boolean }) {
  const { t } = useTranslation(['item', 'answer']);
  const { item, etag } = current;
  const [isClerk, isApprover, isHead] = [useHasRole('clerk'), useHasRole('approver', 'agencyHead'), useHasRole('agencyHead')];
  const command = useItemCommand(item.requestId);
  const { open, dialogue } = useWishDialogue(item.requestId, etag, 0);
  const mayClaim = isClerk && item.claim === null && item.submission === null && CLAIMABLE.includes(item.status);
  const claim = (): void => {
    if (mayClaim) command.mutate({ wish: { does: 'claim' }, etag });
  };
  useShortcuts({ c: claim });
  const isCorrection = item.status === 'filed';
  return (
    <section>
      {mayClaim && isCorrection && <p>{t('answer:correctLead')}</p>}
      {command.error && <CommandProblem problem={command.error} />}
      <div className="dialog-actions">
        {mayClaim && <Button type="primary" loading={command.isPending} onClick={claim} data-testid="claim">{isCorrection ? t('answer:correct') : t('claim')}</Button>}
        {item.claim !== null && (isMine || isHead) && <Button loading={command.isPending} onClick={() => command.mutate({ wish: { does: 'release' }, etag })} data-testid="release">{t('release')}</Button>}
        {isHead && CLAIMABLE.includes(item.status) && <Button onClick={() => open('assign')} data-testid="assign">{t('answer:assign')}</Button>}
        {isHead && <Button onClick={() => open('recuseStaff')} data-testid="recuse-staff">{t('answer:recuseStaff')}</Button>}
        {isApprover && DECLINABLE.includes(item.status) && item.verdict === null && <Button onClick={() => open('outOfScope')} data-testid="out-of-scope">{t('answer:outOfScope')}</Button>}
        {isHead && DECLINABLE.includes(item.status) && item.verdict === null && <Button onClick={() => open('recuse')} data-testid="recuse">{t('answer:recuse')}</Button>}
        {item.verdict && <Link to={`/items/${item.requestId}/letter`} data-testid="letter">{t('letter')}</Link>}
      </div>
      {dialogue}
    </section>
  );
}
