import { useFormat } from '@lianshen/web-kit/format';
import { useHasRole } from '@lianshen/web-kit/session';
import { Loaded, Page } from '@lianshen/web-kit/states';
import { useLanguage } from '@lianshen/web-kit/texts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { proposeChange, readAgency, renameAgency, type Agency } from '../oversight-calls.js';
import { AGENCIES } from './agencies-queries.js';
import { Changes } from './Changes.js';
import { CommandForm } from '../commands/CommandForm.js';

/** One agency: every name and code that it bore, and what two persons decide of it. */
export default function AgencyPage() {
  const { t } = useTranslation('oversight');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { agency = '' } = useParams();
  const query = useQuery({ queryKey: ['agency', agency], queryFn: () => readAgency(agency) });
  return (
    <Page title={t('agencies.title')} heading={query.data?.name?.[language] ?? agency}>
      <Loaded query={query}>{(data) => <Whole agency={data} language={language} />}</Loaded>
    </Page>
  );
}

function Whole({ agency, language }: { readonly agency: Agency; readonly language: 'zh' | 'en' }) {
  const { t } = useTranslation('oversight');
  const mayChange = useHasRole('administrator');
  const { agency: id, status, hasKeys, successor, names, codes, predecessors } = agency;
  return (
    <>
      <p><code>{id}</code> · {t(`agencies.${status}`)} · {t('agencies.keys')}: {t(hasKeys ? 'agencies.hasKeys' : 'agencies.noKeys')}{successor !== null && ` · ${t('agencies.successor')}: ${successor}`}</p>
      <h2>{t('agencies.names')}</h2>
      <ul>{names.map(({ name, from, until }) => <li key={from}>{name[language]} <Span from={from} until={until} /></li>)}</ul>
      {codes.length > 0 && <h2>{t('agencies.codes')}</h2>}
      <ul>{codes.map(({ code, fitsCheckDigit, validFrom, validUntil }) => <li key={code}><code>{code}</code> {!fitsCheckDigit && t('agencies.flawedCode')} <Span from={validFrom} until={validUntil} /></li>)}</ul>
      {predecessors.length > 0 && <h2>{t('agencies.predecessors')}</h2>}
      <ul>{predecessors.map(({ agency: former, name, effectiveAt }) => <li key={former}>{name?.[language] ?? former} <Span from={effectiveAt} until={null} /></li>)}</ul>
      <h2>{t('agencies.changes')}</h2>
      <Changes agency={agency} />
      {mayChange && <Proposals agency={id} />}
    </>
  );
}

function Span({ from, until }: { readonly from: string | null; readonly until: string | null }) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  return <span className="quiet">{format.day(from)} – {until === null ? t('agencies.now') : format.day(until)}</span>;
}

function Proposals({ agency }: { readonly agency: string }) {
  const { t } = useTranslation('oversight');
  const reason = { name: 'reason', label: t('agencies.reason') };
  return (
    <>
      <CommandForm changes={AGENCIES} title={t('agencies.rename')} fields={[{ name: 'zh', label: t('agencies.zh') }, { name: 'en', label: t('agencies.en') }, reason]} send={({ zh = '', en = '', reason: why = '' }, key) => renameAgency(agency, { name: { zh, en }, reason: why }, key)} />
      <CommandForm changes={AGENCIES} title={`${t('agencies.propose')}: ${t('agencies.suspend')}`} fields={[reason]} send={({ reason: why = '' }, key) => proposeChange(agency, { kind: 'suspend', reason: why }, key)} />
      <CommandForm changes={AGENCIES} title={`${t('agencies.propose')}: ${t('agencies.resume')}`} fields={[reason]} send={({ reason: why = '' }, key) => proposeChange(agency, { kind: 'resume', reason: why }, key)} />
      <CommandForm changes={AGENCIES} title={`${t('agencies.propose')}: ${t('agencies.merge')}`} fields={[{ name: 'into', label: t('agencies.into') }, reason]} send={({ into = '', reason: why = '' }, key) => proposeChange(agency, { kind: 'merge', into, reason: why }, key)} />
    </>
  );
}
