import type { PageRoute } from '../app/page-route.js';

/** Who opens candidates, and so has to declare. */
const OPENS = ['officer', 'coordinatorApprover', 'clerk', 'approver', 'agencyHead', 'superior'];

/** Who watches over recusals, and takes them back. */
const WATCHES = ['agencyHead', 'coordinatorApprover', 'superior', 'auditor'];

/** The pages of recusal, which both applications have. */
export const recusalPages: readonly PageRoute[] = [
  { path: '/recusals', label: 'kit:recusals.title', roles: WATCHES, load: () => import('./RecusalsPage.js') },
  { path: '/declarations', label: 'kit:recusal.title', roles: OPENS, load: () => import('./DeclarationsPage.js') },
  { path: '/declarations/:batch', roles: OPENS, load: () => import('./DeclarePage.js') },
];
