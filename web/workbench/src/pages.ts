import type { PageRoute } from '@lianshen/web-kit/app';
import { recusalPages } from '@lianshen/web-kit/recusal';

/** The pages of the workbench, in the order of its navigation. */
export const pages: readonly PageRoute[] = [
  { path: '/', label: 'pages:worklist', roles: ['clerk', 'approver', 'agencyHead'], load: () => import('./worklist/WorklistPage.js') },
  { path: '/many-answers', label: 'manyAnswers:page', roles: ['clerk'], load: () => import('./many-answers/ManyAnswersPage.js') },
  { path: '/bundles', label: 'manyAnswers:bundlesPage', roles: ['approver', 'agencyHead'], load: () => import('./many-answers/BundlesPage.js') },
  ...recusalPages,
];
