import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import type { PolicyDocument } from '../oversight-calls.js';

/** What a policy means of each agency. */
export function Meaning({ explained }: { readonly explained: PolicyDocument['explained'] }) {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const heads = ['asked', 'within', 'valid', 'approvers', 'blocks', 'advises', 'fields'] as const;
  return (
    <div className="wide-table" role="region" aria-label={t('policies.meaning')} tabIndex={0}>
      <table className="plain" data-testid="meaning">
        <thead><tr><th scope="col">{t('statistics.agency')}</th>{heads.map((head) => <th key={head} scope="col">{t(`policies.${head}`)}</th>)}</tr></thead>
        <tbody>
          {explained.map(({ agency, name, asked, within, validDays, approversMin, blocks, advises, fields }) => (
            <tr key={agency}>
              <th scope="row">{name[language]}</th>
              <td>{t(`policies.${asked}`)}</td>
              <td>{'minutes' in within ? t('policies.minutes', { count: within.minutes }) : t('policies.days', { count: within.workingDays })}</td>
              <td>{t('policies.validDays', { count: validDays })}</td>
              <td>{approversMin}</td>
              <td>{blocks.join(' ') || '—'}</td>
              <td>{advises.join(' ') || '—'}</td>
              <td>{fields.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
