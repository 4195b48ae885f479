import { Facts } from '../item/Facts.js';
import { useTranslation } from 'react-i18next';
import type { AnswerForm, WorkItem } from '../hub/hub.js';

/** A form as it is, to be read. */
export function FormView({ form, bases }: { readonly form: AnswerForm; readonly bases: WorkItem['bases'] }) {
  const { t } = useTranslation('answer');
  return (
    <>
      <p><strong>{form.category ?? '—'}</strong></p>
      {form.findings.map((finding, index) => (
        <div key={index}>
          <h4>{t('finding', { number: index + 1 })}</h4>
          <p className="scope">{finding.facts}</p>
          <Facts
            facts={[
              [t('basis'), `${bases.find(({ id }) => id === finding.basis)?.title ?? '—'}${finding.article ?? ''}`],
              [t('evidenceLevel'), finding.evidenceLevel ? t(`evidence.${finding.evidenceLevel}`) : '—'],
              [t('heard'), finding.heard ? t(`heardWords.${finding.heard}`) : '—'],
            ]}
          />
        </div>
      ))}
    </>
  );
}
