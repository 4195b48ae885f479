import { useFormat } from '@lianshen/web-kit/format';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import type { DryRun } from '../oversight-calls.js';
import { WideTable } from '../rows/WideTable.js';

/** All that would fire, and when. */
export function Fires({ lines }: { readonly lines: NonNullable<DryRun['lines']> }) {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const format = useFormat();
  const heads = ['when', 'what', 'rule', 'tell'] as const;
  return (
    <WideTable label={t('policies.fires')} testId="fires" heads={[t('statistics.agency'), ...heads.map((head) => t(`policies.${head}`))]}>
      {lines.map(({ at, what, agency, agencyName, rule, tell, provisional }) => (
        <tr key={`${at} ${what} ${agency ?? ''} ${rule}`}>
          <th scope="row">{agencyName?.[language] ?? '—'}</th>
          <td>{format.instant(at)}{provisional && ` ${t('policies.provisional')}`}</td>
          <td>{t(`policies.${what}`)}</td>
          <td><code>{rule}</code></td>
          <td>{tell === null ? '—' : t(`policies.told.${tell}`)}</td>
        </tr>
      ))}
    </WideTable>
  );
}
