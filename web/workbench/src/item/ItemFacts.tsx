import { ClockCircleFilled, EyeOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useFormat } from '@lianshen/web-kit/format';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../hub/hub.js';

interface Properties {
  readonly item: WorkItem;
  readonly others: readonly { readonly id: string; readonly name: string }[];
}

/** Where the item stands, by when, with whom, and who else looks at it. */
export function ItemFacts({ item, others }: Properties) {
  const { t } = useTranslation(['item', 'worklist']);
  const format = useFormat();
  const { clock, dueAt } = item;
  return (
    <div className="item-facts">
      <Tag data-testid="status" data-status={item.status}>{t(`worklist:status.${item.status}`)}</Tag>
      {item.overdue && <Tag color="error" icon={<ClockCircleFilled />}>{t('overdue')}</Tag>}
      {clock.state === 'paused' && <Tag icon={<ClockCircleFilled />}>{t('paused')}</Tag>}
      <span>{t('due')} {format.instant(dueAt)}{dueAt === null ? '' : `（${format.fromNow(dueAt)}）`}</span>
      {item.provisional && <span>{t('provisional')}</span>}
      {item.formerDueAt !== null && <span className="quiet">{t('formerDue', { at: format.instant(item.formerDueAt) })}</span>}
      {clock.remainingMinutes !== null && clock.state !== 'stopped' && <span className="quiet">{t('remaining', { count: clock.remainingMinutes })}</span>}
      <span data-testid="claimed-by">{item.claim ? t('claimedBy', { name: item.claim.name }) : t('notClaimed')}</span>
      <span role="status" data-testid="presence">{others.length > 0 && <><EyeOutlined /> {t('presence', { names: format.list(others.map(({ name }) => name)) })}</>}</span>
    </div>
  );
}
