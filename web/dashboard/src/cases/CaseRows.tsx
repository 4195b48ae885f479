import { useFormat } from '@lianshen/web-kit/format';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ListedCase } from '../hub-calls.js';
import { DrawnRows } from '../rows/DrawnRows.js';
import { useVisibleRows } from '../rows/use-visible-rows.js';
import { StatusMark } from '../words/StatusMark.js';
import { useAgencyNames } from '../words/use-agency-names.js';
import { usePolicyTitles } from '../words/use-policy-titles.js';

const ROW_PX = 44;
/** So many rows before the end the next page is asked for. */
const AHEAD = 30;

interface Properties {
  readonly cases: readonly ListedCase[];
  readonly isMore: boolean;
  readonly onMore: () => void;
}

/** A list of cases of any length: only the rows that are seen are drawn, and further pages come as one scrolls. */
export function CaseRows({ cases, isMore, onMore }: Properties) {
  const { t } = useTranslation('cases');
  const { nameOf } = useAgencyNames();
  const { titleOf } = usePolicyTitles();
  const container = useRef<HTMLDivElement>(null);
  const { from, to } = useVisibleRows(container, cases.length, ROW_PX, ROW_PX);
  useEffect(() => {
    if (isMore && to > cases.length - AHEAD) onMore();
  }, [isMore, to, cases.length, onMore]);
  return (
    <>
      <div ref={container} className="case-rows" role="table" aria-label={t('title')} aria-rowcount={isMore ? -1 : cases.length + 1} tabIndex={0} data-testid="case-rows">
        <div role="row" className="case-row case-row-head" style={{ height: ROW_PX }}>{(['number', 'state', 'policy', 'openedAt', 'validUntil', 'lateAgencies'] as const).map((name) => <span key={name} role="columnheader">{t(name)}</span>)}</div>
        <DrawnRows count={cases.length} rowPx={ROW_PX} from={from}>{cases.slice(from, to).map((each, index) => <CaseRow key={each.caseId} of={each} row={from + index} nameOf={nameOf} titleOf={titleOf} />)}</DrawnRows>
      </div>
      {isMore && <p className="quiet" role="status">{t('loadingMore')}</p>}
    </>
  );
}

interface RowProperties {
  readonly of: ListedCase;
  readonly row: number;
  readonly nameOf: (agency: string) => string;
  readonly titleOf: (policy: string) => string;
}

function CaseRow({ of: { caseId, number, status, policy, openedAt, validUntil, late, withheld }, row, nameOf, titleOf }: RowProperties) {
  const { t } = useTranslation('cases');
  const { day, list } = useFormat();
  return (
    <div role="row" aria-rowindex={row + 2} className="case-row" style={{ height: ROW_PX }} data-testid="case-row">
      <span role="cell"><Link to={`/cases/${caseId}`}>{number}</Link></span>
      <span role="cell"><StatusMark status={status} />{withheld && <span className="late"> ! {t('withheld')}</span>}</span>
      <span role="cell">{titleOf(policy)}</span>
      <span role="cell">{day(openedAt)}</span>
      <span role="cell">{status === 'cleared' ? day(validUntil) : '—'}</span>
      <span role="cell" className={late.length > 0 ? 'late' : undefined}>{late.length > 0 ? `! ${list(late.map(nameOf))}` : '—'}</span>
    </div>
  );
}
