import { useTranslation } from 'react-i18next';
import type { PolicyDocument } from '../oversight-calls.js';
import { Meaning } from './Meaning.js';

/** A policy: what it means of each agency, and its text. */
export function PolicyWhole({ explained, text }: Pick<PolicyDocument, 'explained' | 'text'>) {
  const { t } = useTranslation('oversight');
  return (
    <>
      <h2>{t('policies.meaning')}</h2>
      <Meaning explained={explained} />
      <details>
        <summary>{t('policies.document')}</summary>
        <pre className="document" tabIndex={0}>{text}</pre>
      </details>
    </>
  );
}
