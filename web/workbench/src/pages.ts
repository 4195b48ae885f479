import type { PageRoute } from '@lianshen/web-kit/app';

/** The pages of the workbench, in the order of its navigation. */
export const pages: readonly PageRoute[] = [
  { path: '/', label: 'pages:worklist', roles: ['clerk', 'approver', 'agencyHead'], load: () => import('./worklist/WorklistPage.js') },
];
