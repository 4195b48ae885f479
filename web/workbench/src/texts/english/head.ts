import type { Same } from '@lianshen/web-kit/texts';
import type { head as chinese } from '../chinese/head.js';

export const head: Same<typeof chinese> = {
  none: 'Nothing is on record.',
  more: 'Load more',
  delegation: {
    grant: 'Record an absence or a delegation', of: 'Who is absent, or whose powers they are', to: 'Who acts instead', as: 'As', absenceOnly: 'An absence alone, nobody acts instead',
    role: { approver: 'approver', agencyHead: 'head' }, ground: 'Ground', grounds: { absence: 'absence or leave', recusal: 'recusal', workload: 'workload' },
    scope: 'For', scopes: { all: 'every item', batch: 'one batch', item: 'one item' }, scopeId: 'Number of the batch or request',
    from: 'From (time of China)', until: 'Until (time of China, 92 days at most)', reason: 'Reason', save: 'Record', end: 'End', endReason: 'Why it ends', ended: 'Ended: {{by}}, {{at}}',
    line: '{{of}} → {{to}} ({{role}})', absence: '{{of}} is absent', period: '{{from}} to {{until}}',
  },
};
