import { useLanguage } from '@lianshen/web-kit/texts';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Linted } from '../oversight-calls.js';

/** What is wrong with a policy, with line and reason. */
export function Flaws({ linted: { problems, usable } }: { readonly linted: Pick<Linted, 'problems' | 'usable'> }) {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <div data-testid="flaws">
      <Alert role="status" type={usable ? 'success' : 'error'} showIcon title={usable ? t('policies.usable') : t('policies.flawed', { count: errors })} />
      <ul>
        {problems.map(({ severity, code, line, column, zh, en }) => (
          <li key={`${line} ${column} ${code}`}>{t(`policies.${severity}`)} · {t('policies.at', { line, column })} · {language === 'en' ? en : zh} <code>{code}</code></li>
        ))}
      </ul>
    </div>
  );
}
