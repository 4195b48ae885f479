import { FlagFilled, ClockCircleFilled, UserSwitchOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useFormat } from '@lianshen/web-kit/format';
import { useMe } from '@lianshen/web-kit/session';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WorkItemLine } from '../hub/hub.js';

interface Properties {
  readonly line: WorkItemLine;
  readonly index: number;
  readonly isActive: boolean;
}

/** One item of the list: a row of a table where there is room, a card where there is not. */
export function ItemRow({ line, index, isActive }: Properties) {
  const { t } = useTranslation('worklist');
  const { sub } = useMe();
  const format = useFormat();
  const due = line.dueAt === null ? '—' : t('due_in', { at: format.instant(line.dueAt), span: format.fromNow(line.dueAt) });
  return (
    <div role="row" aria-rowindex={index + 2} className={isActive ? 'item-row active' : 'item-row'} data-testid="item-row" data-request={line.requestId} {...(isActive ? { 'aria-current': true } : {})}>
      <span role="cell" className="item-name"><Link to={`/items/${line.requestId}`}>{line.name ?? t('erased')}</Link></span>
      <span role="cell" className="item-post">{line.proposedPost ?? '—'}</span>
      <span role="cell" className="item-due">{due}</span>
      <span role="cell" className="item-state">
        <Tag>{t(`status.${line.status}`)}</Tag>
        {line.overdue && <Tag color="error" icon={<ClockCircleFilled />}>{t('overdue')}</Tag>}
        {line.flagged && <Tag color="warning" icon={<FlagFilled />}>{t('flagged')}</Tag>}
        {line.awaitsSubstitute && <Tag icon={<UserSwitchOutlined />}>{t('awaitsSubstitute')}</Tag>}
      </span>
      <span role="cell" className={line.claimedBy === sub ? 'item-clerk own' : 'item-clerk'}>{line.claimedByName ?? line.claimedBy ?? t('unclaimed')}</span>
    </div>
  );
}

export function ItemRowHead() {
  const { t } = useTranslation('worklist');
  return (
    <div role="row" aria-rowindex={1} className="item-row item-head">
      {(['name', 'post', 'due', 'status', 'clerk'] as const).map((column) => <span role="columnheader" key={column}>{t(`columns.${column}`)}</span>)}
    </div>
  );
}
