import { useFormat } from '@lianshen/web-kit/format';
import { Loaded } from '@lianshen/web-kit/states';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listClearances, listDisclosures } from '../hub-calls.js';
import { useAgencyNames } from '../words/use-agency-names.js';
import { useReadingWords } from '../words/use-reading-words.js';

/** Which agency was sent which field when, and flags that fell (澄清记录). */
export function CaseRecord({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case');
  const { instant, list } = useFormat();
  const { wordOf } = useReadingWords();
  const { nameOf } = useAgencyNames();
  const disclosures = useQuery({ queryKey: ['case-part', caseId, 'disclosures'], queryFn: () => listDisclosures(caseId) });
  const clearances = useQuery({ queryKey: ['case-part', caseId, 'clearances'], queryFn: () => listClearances(caseId) });
  return (
    <div data-testid="record">
      <h2>{t('disclosures')}</h2>
      <Loaded query={disclosures} rows={3}>{({ items }) => (items.length === 0 ? <p className="quiet">{t('noDisclosures')}</p> : <ul>{items.map(({ number, at, agency, fields }) => <li key={number}>{instant(at)} · {nameOf(agency)} · {list(fields.map((field) => wordOf('field', field)))}</li>)}</ul>)}</Loaded>
      <h2>{t('clearances')}</h2>
      <Loaded query={clearances} rows={2}>{({ items }) => (items.length === 0 ? <p className="quiet">{t('noClearances')}</p> : <ul>{items.map(({ number, agency, flaggedAt, fellAt, because, meetingMissed, seenBy }) => <li key={number}>{nameOf(agency)} · {instant(flaggedAt)} → {instant(fellAt)} · {t(`because.${because}`)}{meetingMissed && ` · ! ${t('meetingMissed')}`} · {t('seenBy', { number: seenBy.length })}</li>)}</ul>)}</Loaded>
    </div>
  );
}
