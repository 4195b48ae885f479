import { useFormat } from '@lianshen/web-kit/format';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PolicyChangeLine } from '../oversight-calls.js';
import { WideTable } from '../rows/WideTable.js';
import { StatusOfChange } from './StatusOfChange.js';

/** What was proposed, and how it stands. */
export function PolicyChanges({ items }: { readonly items: readonly PolicyChangeLine[] }) {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { instant } = useFormat();
  return (
    <WideTable label={t('policies.proposals')} testId="policy-changes" heads={(['name', 'version', 'proposals', 'proposedBy', 'decidedBy'] as const).map((head) => t(`policies.${head}`))}>
      {items.map(({ name, number, version, title, status, proposedBy, proposedAt, decidedBy, decidedAt }) => (
        <tr key={`${name} ${number}`}>
          <th scope="row"><Link to={`/policies/changes/${name}/${number}`}>{title[language]}</Link></th>
          <td>{version}</td>
          <td><StatusOfChange status={status} /></td>
          <td>{proposedBy}, {instant(proposedAt)}</td>
          <td>{decidedBy === null ? '—' : `${decidedBy}, ${instant(decidedAt)}`}</td>
        </tr>
      ))}
    </WideTable>
  );
}
