import { Alert, Button } from 'antd';
import { useFormat } from '@lianshen/web-kit/format';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useTranslation } from 'react-i18next';
import type { AnswerForm, WorkItem } from '../hub/hub.js';
import { FindingsList } from './FindingsList.js';
import { formOfProposal } from './form-of-proposal.js';

interface Properties {
  readonly item: WorkItem;
  /** Takes what was found over into the form; undefined where the person has no form before them. */
  readonly onTake: ((form: AnswerForm) => void) | undefined;
}

/** What the agency's own records say: beside the form, and never an answer by itself. */
export function Records({ item, onTake }: Properties) {
  const { t } = useTranslation(['item', 'answer']);
  const format = useFormat();
  const language = useLanguage();
  const { lookUp, proposal } = item;
  if (!lookUp) return null;
  const words = lookUp.connector === 'manual' ? t('lookUp.manual') : t(`lookUp.${lookUp.outcome}`);
  return (
    <section aria-labelledby="records" data-testid="records">
      <h2 id="records">{t('records')}</h2>
      <Alert type={lookUp.outcome === 'found' ? 'warning' : lookUp.outcome === 'unavailable' ? 'error' : 'info'} showIcon title={words} description={lookUp.sentence?.[language === 'en' ? 'en' : 'zh']} />
      {lookUp.source !== null && <p className="quiet">{t('source', { source: lookUp.source, at: format.instant(lookUp.obtainedAt) })}</p>}
      {proposal && (
        <>
          <p><strong>{proposal.category ?? t(`answer:code.${proposal.code}`)}</strong></p>
          <FindingsList findings={proposal.findings} />
          {onTake && <Button onClick={() => onTake(formOfProposal(proposal, item.bases))} data-testid="take-proposal">{t('take')}</Button>}
        </>
      )}
    </section>
  );
}
