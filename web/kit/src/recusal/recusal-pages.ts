import type { PageRoute } from '../app/page-route.js';

/** Who opens candidates, and so has to declare. */
const OPENS = ['officer', 'coordinatorApprover', 'clerk', 'approver', 'agencyHead', 'superior'];

/** The pages of recusal, which both applications have. */
export const recusalPages: readonly PageRoute[] = [
  { path: '/declarations', label: 'kit:recusal.title', roles: OPENS, load: () => import('./DeclarationsPage.js') },
  { path: '/declarations/:batch', roles: OPENS, load: () => import('./DeclarePage.js') },
];
