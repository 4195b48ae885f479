import type { Same } from '@lianshen/web-kit/texts';
import type { worklist as chinese } from '../chinese/worklist.js';

export const worklist: Same<typeof chinese> = {
  parts: 'Parts of the worklist',
  byDue: 'By due time',
  byState: 'By state',
  due: { overdue: 'Overdue', today: 'Due today', soon: 'Within two working days', later: 'Later', paused: 'Paused' },
  state: { open: 'Open', unassigned: 'Unclaimed', mine: 'Mine', toSign: 'For me to sign', waiting: 'Awaiting supplement', submitted: 'To be signed', rejected: 'Rejected', flagged: 'Flagged', awaitsSubstitute: 'Awaiting substitute' },
  status: { open: 'Open', waiting: 'Awaiting supplement', submitted: 'To be signed', answered: 'Signed', filed: 'Filed', rejected: 'Rejected', declined: 'Declined', recalled: 'Recalled' },
  countedMax: '{{count}} or more',
  search: { label: 'Find', hint: 'whole name, identity number or proposed post, or the number of a case or request', action: 'Find', found: '{{count}} found', more: 'There are more; look for something more complete', none: 'Nothing was found. Whole values alone can be found; candidates from whom you are recused are not listed.', end: 'Back to the list' },
  filter: { batch: 'Batch', batchHint: 'the whole number of a batch', clear: 'Clear the filter', wrong: 'This is no number of a batch' },
  columns: { name: 'Name', post: 'Proposed post', due: 'Due', status: 'State', clerk: 'Clerk' },
  erased: 'Personal data destroyed',
  unclaimed: 'Unclaimed',
  overdue: 'Overdue',
  flagged: 'Flagged',
  awaitsSubstitute: 'Awaiting substitute',
  due_in: '{{at}} ({{span}})',
  empty: 'There is nothing here.',
  emptyHint: 'Look into other parts or come back later; what comes in appears by itself.',
  list: 'Items, the most urgent first',
  loadingMore: 'Loading more',
  end: 'The end of the list, {{count}} items',
  refresh: 'Refresh',
  views: { label: 'My views', save: 'Save this view', name: 'Name of the view', nameHint: 'no names of persons', remove: 'Delete the view “{{title}}”', none: 'No views are saved yet', saved: 'Saved', open: 'Open the view “{{title}}”', full: '20 views at most' },
};
