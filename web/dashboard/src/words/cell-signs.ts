import type { CellState } from '../hub-calls.js';

/** A sign beside the word, so that nothing is told by its colour alone. */
export const CELL_SIGNS: Readonly<Record<CellState, string>> = {
  'not-asked': '·',
  'not-sent': '○',
  sent: '→',
  received: '●',
  waiting: '?',
  'extension-asked': '+',
  overdue: '!',
  withheld: '⊘',
  declined: '×',
  clear: '✓',
  advice: '△',
  flag: '▲',
  'flag-closed': '▽',
  waived: '—',
  recalled: '↩',
  sealed: '■',
};
