import { Grid } from 'antd';
import { Nothing } from '@lianshen/web-kit/states';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { WorkItemLine } from '../hub/hub.js';
import { useShortcuts } from '../keys/use-shortcuts.js';
import { ItemRow, ItemRowHead } from './ItemRow.js';
import { rememberOrder } from './order-of-list.js';
import { VirtualRows } from './VirtualRows.js';

const ROW_HEIGHT = 52;
const CARD_HEIGHT = 124;

interface Properties {
  readonly lines: readonly WorkItemLine[];
  readonly onNearEnd: () => void;
  readonly empty: string;
}

/** The items that were loaded, and the one that the keyboard is at. */
export function ItemList({ lines, onNearEnd, empty }: Properties) {
  const { t } = useTranslation('worklist');
  const { md: isWide } = Grid.useBreakpoint();
  const [active, setActive] = useState(-1);
  const navigate = useNavigate();
  useEffect(() => rememberOrder(lines.map(({ requestId }) => requestId)), [lines]);
  const move = (steps: number): void => setActive((at) => Math.max(0, Math.min(lines.length - 1, at + steps)));
  const open = (): void => {
    const line = lines[active];
    if (line) void navigate(`/items/${line.requestId}`);
  };
  useShortcuts({ j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), Enter: open, o: open });
  if (lines.length === 0) return <Nothing what={t('empty')}><p>{empty}</p></Nothing>;
  return (
    <VirtualRows
      count={lines.length}
      rowHeight={isWide ? ROW_HEIGHT : CARD_HEIGHT}
      label={t('list')}
      active={active}
      head={<ItemRowHead />}
      onNearEnd={onNearEnd}
      row={(index) => {
        const line = lines[index];
        return line && <ItemRow line={line} index={index} isActive={index === active} />;
      }}
    />
  );
}
