import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PolicyChangeLine } from '../oversight-calls.js';

const WORDS = { open: 'waiting', confirmed: 'confirmed', refused: 'refused' } as const;
const COLOURS = { open: 'default', confirmed: 'success', refused: 'default' } as const;

/** How a proposal stands. */
export function StatusOfChange({ status }: Pick<PolicyChangeLine, 'status'>) {
  const { t } = useTranslation('oversight');
  return <Tag color={COLOURS[status]}>{t(`policies.${WORDS[status]}`)}</Tag>;
}
