import { useFormat } from '@lianshen/web-kit/format';
import { useTranslation } from 'react-i18next';
import type { BatchSummary, CaseStatus } from '../hub-calls.js';
import { StatusMark } from '../words/StatusMark.js';

/** How many cases of a batch are in which state, and of how many an agency is late. */
export function StatusCounts({ batch: { byStatus, late } }: { readonly batch: BatchSummary }) {
  const { t } = useTranslation('batches');
  const { number } = useFormat();
  return (
    <ul className="counts" data-testid="counts">
      {Object.entries(byStatus).map(([status, count]) => <li key={status}><StatusMark status={status as CaseStatus} /> {number(count)}</li>)}
      {late > 0 && <li className="late">! {t('late')} {number(late)}</li>}
    </ul>
  );
}
