import type { PageRoute } from '@lianshen/web-kit/app';
import { recusalPages } from '@lianshen/web-kit/recusal';

const STAFF = ['clerk', 'approver', 'agencyHead'];

/** The pages of the workbench, in the order of its navigation. */
export const pages: readonly PageRoute[] = [
  { path: '/', label: 'pages:worklist', roles: STAFF, load: () => import('./worklist/WorklistPage.js') },
  { path: '/items/:requestId', roles: STAFF, load: () => import('./item/ItemPage.js') },
  { path: '/items/:requestId/letter', roles: STAFF, load: () => import('./letter/ReplyLetterPage.js') },
  { path: '/many-answers', label: 'manyAnswers:page', roles: ['clerk'], load: () => import('./many-answers/ManyAnswersPage.js') },
  { path: '/bundles', label: 'manyAnswers:bundlesPage', roles: ['approver', 'agencyHead'], load: () => import('./many-answers/BundlesPage.js') },
  { path: '/delegations', label: 'pages:delegations', roles: ['agencyHead', 'superior', 'auditor'], load: () => import('./delegations/DelegationsPage.js') },
  ...recusalPages,
];
