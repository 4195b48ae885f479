import type { InboxItem } from '@lianshen/contracts/api';
import type { InboxRow } from '../store/notifier-store.js';
import { noticeText } from '../templates/notice-text.js';

/** A row as the desk sees it. The ledger's commit number is left out: it would tell an agency how many others have answered. */
export const inboxItemOf = ({ position, fact, requestId, caseId, batchId, dueAt, at, readAt }: InboxRow): InboxItem => ({
  position,
  fact,
  requestId,
  caseId,
  batchId,
  dueAt: dueAt?.toISOString() ?? null,
  at: at.toISOString(),
  text: noticeText(fact, dueAt?.getTime() ?? null),
  readAt: readAt?.toISOString() ?? null,
});
