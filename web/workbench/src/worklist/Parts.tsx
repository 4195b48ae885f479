import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WorklistCounts } from '../hub/hub.js';
import { nameOfPart, PARTS_BY_DUE, PARTS_BY_STATE, queryOf, type Part } from './part.js';

/** The address at which a part of the worklist is shown. */
export const addressOf = (part: Part): string => `/?${new URLSearchParams(queryOf(part)).toString()}`;

interface Properties {
  readonly counts: WorklistCounts | undefined;
  readonly shown: Part;
}

/** The parts of the worklist with how much is in each. */
export function Parts({ counts, shown }: Properties) {
  const { t } = useTranslation('worklist');
  const link = (words: string, part: Part, count: number | undefined) => (
    <li key={nameOfPart(part)}>
      <Link to={addressOf(part)} {...(nameOfPart(part) === nameOfPart(shown) ? { 'aria-current': 'page' as const } : {})}>
        {words} <strong>{countOf(count, counts, (max) => t('countedMax', { count: max }))}</strong>
      </Link>
    </li>
  );
  return (
    <nav className="parts" aria-label={t('parts')} data-testid="parts">
      <h2>{t('byDue')}</h2>
      <ul>{PARTS_BY_DUE.map(({ name, part }) => link(t(`due.${name}`), part, counts?.due[name]))}</ul>
      <h2>{t('byState')}</h2>
      <ul>{PARTS_BY_STATE.map(({ name, part }) => link(t(`state.${name}`), part, counts?.state[name]))}</ul>
    </nav>
  );
}

const countOf = (count: number | undefined, counts: WorklistCounts | undefined, many: (max: number) => string): string =>
  count === undefined || !counts ? '…' : count >= counts.countedMax ? many(counts.countedMax) : String(count);
