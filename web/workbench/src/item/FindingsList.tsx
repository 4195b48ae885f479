import { useTranslation } from 'react-i18next';
import type { ReplyLetter } from '../hub/hub.js';
import { Facts } from './Facts.js';

/** Findings as they are signed or proposed. */
export function FindingsList({ findings }: { readonly findings: ReplyLetter['findings'] }) {
  const { t } = useTranslation('answer');
  return (
    <ol className="findings">
      {findings.map((finding, index) => (
        <li key={index}>
          <p className="scope">{finding.facts}</p>
          <Facts facts={[[t('basis'), finding.basis], [t('evidenceLevel'), t(`evidence.${finding.evidenceLevel}`)], [t('heard'), t(`heardWords.${finding.heard}`)]]} />
        </li>
      ))}
    </ol>
  );
}
