import { useTranslation } from 'react-i18next';
import type { CellState, Matrix } from '../hub-calls.js';
import { CELL_SIGNS } from '../words/cell-signs.js';

/** What the signs of the matrix mean, of those that stand in it, and how it is walked with the keyboard. */
export function MatrixLegend({ matrix }: { readonly matrix: Matrix }) {
  const { t } = useTranslation('words');
  const shown = new Set(matrix.items.flatMap(({ cells }) => cells));
  return (
    <>
      <ul className="legend" aria-label={t('legend')}>
        {(Object.keys(CELL_SIGNS) as CellState[]).filter((state) => shown.has(state)).map((state) => <li key={state} className="cell" data-state={state}><span aria-hidden>{CELL_SIGNS[state]}</span> {t(`cell.${state}`)}</li>)}
      </ul>
      <p className="quiet not-printed" id="matrix-keys">{t('matrixKeys')}</p>
    </>
  );
}
