import type { PageRoute } from '@lianshen/web-kit/app';
import { recusalPages } from '@lianshen/web-kit/recusal';

/** The pages of the dashboard, in the order of its navigation. */
export const pages: readonly PageRoute[] = [
  { path: '/', label: 'nav:batches', roles: ['officer', 'coordinatorApprover'], load: () => import('./batches/BatchesPage.js') },
  ...recusalPages,
];
