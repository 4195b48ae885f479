import { memo, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Matrix as MatrixData } from '../hub-calls.js';
import { DrawnRows } from '../rows/DrawnRows.js';
import { useVisibleRows } from '../rows/use-visible-rows.js';
import { CELL_SIGNS } from '../words/cell-signs.js';
import { StatusMark } from '../words/StatusMark.js';
import { useGridKeys, type GridPlace } from './use-grid-keys.js';

const ROW_PX = 36;
const HEAD_PX = 44;
/** Case and state stand before the agencies. */
const COLUMNS_BEFORE = 2;

type Line = MatrixData['items'][number];

interface Properties {
  readonly matrix: MatrixData;
  /** Of those whose names were asked for. */
  readonly nameOf: (caseId: string) => string | undefined;
}

/** Candidates by agency. Only the rows that are seen are drawn; the arrow keys walk through all of them, and Enter opens a case. */
export function Matrix({ matrix: { agencies, items }, nameOf }: Properties) {
  const { t, i18n } = useTranslation('batches');
  const container = useRef<HTMLDivElement>(null);
  const { from, to } = useVisibleRows(container, items.length, ROW_PX, HEAD_PX);
  const goTo = useNavigate();
  const columns = agencies.length + COLUMNS_BEFORE;
  const keys = useGridKeys({ container, rows: items.length, columns, rowPx: ROW_PX, headPx: HEAD_PX, from, to, onEnter: (row) => void goTo(`/cases/${items[row]?.caseId ?? ''}`) });
  const names = useMemo(() => agencies.map(({ agency, name }) => ({ agency, shown: i18n.language === 'en' ? name.en : name.zh })), [agencies, i18n.language]);
  return (
    <div ref={container} className="matrix" role="grid" aria-label={t('matrix')} aria-describedby="matrix-keys" aria-rowcount={items.length + 1} aria-colcount={columns} onKeyDown={keys.onKeyDown} data-testid="matrix">
      <div role="row" aria-rowindex={1} className="matrix-head" style={{ height: HEAD_PX }}>
        <span role="columnheader" aria-colindex={1} className="matrix-case">{t('case')}</span>
        <span role="columnheader" aria-colindex={2} className="matrix-status">{t('state')}</span>
        {names.map(({ agency, shown }, index) => <span key={agency} role="columnheader" aria-colindex={index + COLUMNS_BEFORE + 1} className="matrix-agency">{shown}</span>)}
      </div>
      <DrawnRows count={items.length} rowPx={ROW_PX} from={from}>
        {items.slice(from, to).map((line, index) => <Row key={line.caseId} line={line} row={from + index} name={nameOf(line.caseId)} place={keys.place.row === from + index ? keys.place : undefined} onPlace={keys.onPlace} />)}
      </DrawnRows>
    </div>
  );
}

interface RowProperties {
  readonly line: Line;
  readonly row: number;
  readonly name: string | undefined;
  /** Where the keyboard is, where that is in this row. */
  readonly place: GridPlace | undefined;
  readonly onPlace: (place: GridPlace) => void;
}

const Row = memo(function Row({ line, row, name, place, onPlace }: RowProperties) {
  const { t } = useTranslation('words');
  const goTo = useNavigate();
  const at = (column: number) => ({ 'role': 'gridcell', 'aria-colindex': column + 1, 'tabIndex': place?.column === column ? 0 : -1, 'data-place': `${row}/${column}`, 'onFocus': () => onPlace({ row, column }) });
  return (
    <div role="row" aria-rowindex={row + 2} className="matrix-row" style={{ height: ROW_PX }} data-testid="matrix-row" onDoubleClick={() => void goTo(`/cases/${line.caseId}`)}>
      <span {...at(0)} className="matrix-case"><a href={`/cases/${line.caseId}`} tabIndex={-1} onClick={(event) => { event.preventDefault(); void goTo(`/cases/${line.caseId}`); }}>{line.number}</a>{name !== undefined && <span className="matrix-name"> {name}</span>}{line.withheld && <span className="late" title={t('withheld')}> ! <span className="read-aloud">{t('withheld')}</span></span>}</span>
      <span {...at(1)} className="matrix-status"><StatusMark status={line.status} /></span>
      {line.cells.map((state, index) => <span key={index} {...at(index + COLUMNS_BEFORE)} className="matrix-agency cell" data-state={state}><span aria-hidden>{CELL_SIGNS[state]}</span> {t(`cell.${state}`)}</span>)}
    </div>
  );
});
