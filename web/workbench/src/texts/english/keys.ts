import type { Same } from '@lianshen/web-kit/texts';
import type { keys as chinese } from '../chinese/keys.js';

export const keys: Same<typeof chinese> = {
  title: 'Keyboard shortcuts',
  open: 'Shortcuts',
  single: 'Shortcuts of a single key',
  singleLead: 'They do nothing while you type in a field; turn them off where speech input or the like is used.',
  inList: 'In the list',
  inItem: 'In an item',
  next: 'Next item',
  previous: 'Item before',
  enter: 'Open',
  search: 'Find',
  claim: 'Claim',
  decide: 'Choose the category of that number',
  submit: 'Submit; for an approver: sign',
  back: 'Back to the list',
  help: 'Show this',
  digits: '1 to 9',
};
