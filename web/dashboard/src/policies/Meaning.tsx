import { useFormat } from '@lianshen/web-kit/format';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import type { PolicyDocument } from '../oversight-calls.js';
import { WideTable } from '../rows/WideTable.js';

/** What a policy means of each agency. */
export function Meaning({ explained }: { readonly explained: PolicyDocument['explained'] }) {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { list } = useFormat();
  const { t: words } = useTranslation('words');
  const verdict = (code: PolicyDocument['explained'][number]['blocks'][number]): string => words(`verdict.${code}`);
  const heads = ['asked', 'within', 'valid', 'approvers', 'blocks', 'advises', 'fields'] as const;
  return (
    <WideTable label={t('policies.meaning')} testId="meaning" heads={[t('statistics.agency'), ...heads.map((head) => t(`policies.${head}`))]}>
      {explained.map(({ agency, name, asked, within, validDays, approversMin, blocks, advises, fields }) => (
        <tr key={agency}>
          <th scope="row">{name[language]}</th>
          <td>{t(`policies.${asked}`)}</td>
          <td>{'minutes' in within ? t('policies.minutes', { count: within.minutes }) : t('policies.days', { count: within.workingDays })}</td>
          <td>{t('policies.validDays', { count: validDays })}</td>
          <td>{approversMin}</td>
          <td>{list(blocks.map(verdict)) || '—'}</td>
          <td>{list(advises.map(verdict)) || '—'}</td>
          <td>{list(fields.map((field) => t(`policies.field.${field}`)))}</td>
        </tr>
      ))}
    </WideTable>
  );
}
