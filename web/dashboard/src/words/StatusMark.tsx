import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, HourglassOutlined, PauseCircleOutlined, RollbackOutlined, StopOutlined, SyncOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseStatus } from '../hub-calls.js';

const ICONS: Readonly<Record<CaseStatus, ReactNode>> = {
  screening: <ClockCircleOutlined />,
  vetting: <SyncOutlined />,
  halted: <StopOutlined />,
  suspended: <PauseCircleOutlined />,
  cleared: <CheckCircleOutlined />,
  terminated: <CloseCircleOutlined />,
  withdrawn: <RollbackOutlined />,
  lapsed: <HourglassOutlined />,
};

/** Where a case stands, by a sign and a word. */
export function StatusMark({ status }: { readonly status: CaseStatus }) {
  const { t } = useTranslation('words');
  return <span className="mark" data-status={status}><span aria-hidden>{ICONS[status]}</span> {t(`status.${status}`)}</span>;
}
