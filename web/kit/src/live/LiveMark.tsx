import { DisconnectOutlined, SyncOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LiveState } from './use-live.js';

const ICONS = { open: <ThunderboltOutlined />, connecting: <SyncOutlined />, closed: <DisconnectOutlined /> };
const COLOURS = { open: 'success', connecting: 'default', closed: 'warning' };

/** Whether what is shown follows by itself. */
export function LiveMark({ state }: { readonly state: LiveState }) {
  const { t } = useTranslation('kit');
  return <Tag role="status" icon={ICONS[state]} color={COLOURS[state]} data-testid="live" data-state={state}>{t(`live.${state}`)}</Tag>;
}
