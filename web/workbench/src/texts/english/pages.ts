import type { Same } from '@lianshen/web-kit/texts';
import type { pages as chinese } from '../chinese/pages.js';

export const pages: Same<typeof chinese> = { worklist: 'Worklist', item: 'Work item', letter: 'Reply letter', delegations: 'Delegations and absence' };
