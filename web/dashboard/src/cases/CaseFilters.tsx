import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PolicySelect } from '../words/PolicySelect.js';
import { useAgencyNames } from '../words/use-agency-names.js';
import { STATUSES, withFilter, type Filters } from './case-filters.js';

interface Properties {
  readonly asked: Filters;
  readonly onChange: (next: URLSearchParams) => void;
}

/** What the list of cases is narrowed to. */
export function CaseFilters({ asked, onChange }: Properties) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const [parameters] = useSearchParams();
  const { agencies, nameOf } = useAgencyNames();
  const change = (name: string, value: string): void => onChange(withFilter(parameters, name, value));
  return (
    <fieldset className="filters">
      <legend className="read-aloud">{t('filters')}</legend>
      <label>{t('status')} <select value={asked.status ?? ''} data-testid="filter-status" onChange={(event) => change('status', event.target.value)}>
        <option value="">{t('any')}</option>
        {STATUSES.map((status) => <option key={status} value={status}>{word(`status.${status}`)}</option>)}
      </select></label>
      <label>{t('policy')} <PolicySelect value={parameters.get('policy') ?? ''} any={t('any')} onChange={(policy) => change('policy', policy)} /></label>
      <label>{t('late')} <select value={asked.late ?? ''} onChange={(event) => change('late', event.target.value)}>
        <option value="">{t('any')}</option>
        {agencies.map((agency) => <option key={agency} value={agency}>{nameOf(agency)}</option>)}
      </select></label>
      <label>{t('from')} <input type="date" value={parameters.get('from') ?? ''} onChange={(event) => change('from', event.target.value)} /></label>
      <label>{t('to')} <input type="date" value={parameters.get('to') ?? ''} onChange={(event) => change('to', event.target.value)} /></label>
      {parameters.size > 0 && <button type="button" className="plain-button" onClick={() => onChange(new URLSearchParams())}>{t('noFilter')}</button>}
    </fieldset>
  );
}
